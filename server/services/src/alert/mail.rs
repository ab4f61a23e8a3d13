//! What the mail of an alert says of its vacancies: the outbox has their addresses, and memory the rest, as it is when the mail is
//! sent. What has closed in between is left out.

use crate::{
    Error, Services,
    outbox::{Due, Letter},
};

impl Services {
    /// The same mails, with what they say of vacancies. One of which all have closed is none any more.
    ///
    /// # Errors
    /// The database is away.
    pub(crate) async fn with_vacancies(&self, taken: Vec<Due>) -> Result<Vec<Due>, Error> {
        let (now, mut filled, mut read) = (self.clock.now(), Vec::with_capacity(taken.len()), false);
        for mut due in taken {
            if let Letter::NewVacancies { slugs, listed, .. } = &mut due.letter {
                if !read {
                    // This process may serve no pages, and follow no vacancies.
                    self.refresh_vacancies().await?;
                    read = true;
                }
                let vacancies = self.vacancies().await?;
                let open = slugs.iter().filter_map(|slug| vacancies.listed(slug, due.language, now));
                *listed = open.cloned().collect();
                if listed.is_empty() {
                    self.mail_sent(&due.id).await?;
                    continue;
                }
            }
            filled.push(due);
        }
        Ok(filled)
    }
}
