//! The life of a vacancy: where it stands, and what may be done with it there. One table of it all.

use crate::choices;

choices! {
    /// Where a vacancy stands.
    pub enum Stage {
        /// It is being written; nobody outside HRD sees it.
        Draft = "draft",
        /// It will appear by itself.
        Scheduled = "scheduled",
        Published = "published",
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

choices! {
    /// What HRD does with a vacancy.
    pub enum Step {
        /// A draft becomes a notice, now or on a day to come; a change to a notice takes effect.
        Publish = "publish",
        /// Changing it is begun: its texts become drafts again.
        Change = "change",
        /// A change that is begun is given up; a draft that was never published is deleted.
        Discard = "discard",
        /// It takes applications for longer.
        Extend = "extend",
        /// It takes no applications from now on.
        Close = "close",
        /// There will be no appointment.
        Cancel = "cancel",
    }
}

/// Which steps may be taken where, and where they lead. Publishing a draft leads to [`Stage::Scheduled`] where its day is yet to
/// come; time does the rest.
pub const STEPS: [(Stage, Step, Stage); 14] = [
    (Stage::Draft, Step::Publish, Stage::Published),
    (Stage::Draft, Step::Discard, Stage::Cancelled),
    (Stage::Scheduled, Step::Change, Stage::Scheduled),
    (Stage::Scheduled, Step::Discard, Stage::Scheduled),
    (Stage::Scheduled, Step::Publish, Stage::Scheduled),
    (Stage::Scheduled, Step::Cancel, Stage::Cancelled),
    (Stage::Published, Step::Change, Stage::Published),
    (Stage::Published, Step::Discard, Stage::Published),
    (Stage::Published, Step::Publish, Stage::Published),
    (Stage::Published, Step::Extend, Stage::Published),
    (Stage::Published, Step::Close, Stage::Closed),
    (Stage::Published, Step::Cancel, Stage::Cancelled),
    // The deadline overtakes a change.
    (Stage::Closed, Step::Discard, Stage::Closed),
    (Stage::Closed, Step::Cancel, Stage::Cancelled),
];

impl Stage {
    /// Where a vacancy that was published, or is to be, stands at an instant.
    #[must_use]
    pub const fn at(published_at: i64, closes_at: i64, cancelled: bool, now: i64) -> Self {
        if cancelled {
            Stage::Cancelled
        } else if now < published_at {
            Stage::Scheduled
        } else if now < closes_at {
            Stage::Published
        } else {
            Stage::Closed
        }
    }

    /// Where a step leads from here; none where it may not be taken.
    #[must_use]
    pub fn after(self, step: Step) -> Option<Stage> {
        STEPS.iter().find(|(from, by, _)| (*from, *by) == (self, step)).map(|(.., to)| *to)
    }

    /// The steps that may be taken here. Publishing and discarding need a change that is begun; while one is, nothing else is
    /// changed beside it but the deadline.
    #[must_use]
    pub fn steps(self, changing: bool) -> Vec<Step> {
        let here = STEPS.iter().filter(|(from, ..)| *from == self).map(|(_, step, _)| *step);
        let fits = |step: &Step| match step {
            Step::Publish | Step::Discard => changing,
            Step::Change => !changing,
            _ => true,
        };
        here.filter(fits).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Choice;

    #[test]
    fn time_alone_publishes_and_closes() {
        for (now, cancelled, stage) in [
            (4, false, Stage::Scheduled),
            (5, false, Stage::Published),
            (8, false, Stage::Published),
            (9, false, Stage::Closed),
            (8, true, Stage::Cancelled),
        ] {
            assert_eq!(Stage::at(5, 9, cancelled, now), stage, "{now}");
        }
    }

    #[test]
    fn what_is_cancelled_stays_so_and_what_is_closed_is_not_opened_again() {
        assert_eq!(Stage::Cancelled.steps(false), []);
        assert_eq!(Stage::Closed.steps(false), [Step::Cancel]);
        assert_eq!(Stage::Closed.steps(true), [Step::Discard, Step::Cancel]);
        assert_eq!(Stage::Closed.after(Step::Extend), None);
    }

    #[test]
    fn no_step_leads_back_into_a_draft_and_each_is_listed_once() {
        assert!(STEPS.iter().all(|(.., to)| *to != Stage::Draft));
        for from in Stage::ALL {
            for step in Step::ALL {
                let rows = STEPS.iter().filter(|(f, s, _)| (f, s) == (from, step)).count();
                assert_eq!(usize::from(from.after(*step).is_some()), rows, "{from} {step}");
            }
        }
    }

    #[test]
    fn a_change_is_published_or_discarded_once_it_is_begun() {
        assert_eq!(Stage::Draft.steps(true), [Step::Publish, Step::Discard]);
        assert_eq!(Stage::Published.steps(false), [Step::Change, Step::Extend, Step::Close, Step::Cancel]);
        assert_eq!(
            Stage::Published.steps(true),
            [Step::Discard, Step::Publish, Step::Extend, Step::Close, Step::Cancel]
        );
    }
}
