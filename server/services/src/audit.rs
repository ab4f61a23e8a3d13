//! The audit log: every change of state, written in the change's own transaction.

use crate::{Error, Tx, args, id};
use model::{choice::Choice, choices};

choices! {
    /// What was done, and to what: an account, a form, a review, an application, an alert, a vacancy, a source
    /// of institutions, an office, the HR partners of a region, an area of expertise.
    pub enum Action {
        SignUp = "account.sign-up",
        SignUpAgain = "account.sign-up-again",
        MailAgain = "account.mail-again",
        AcceptStatement = "account.accept-statement",
        ConfirmAddress = "account.confirm-address",
        NeverConfirm = "account.never-confirm",
        SignIn = "account.sign-in",
        RefuseSignIn = "account.refuse-sign-in",
        SignOut = "account.sign-out",
        EndSession = "account.end-session",
        EndOtherSessions = "account.end-other-sessions",
        ForgetPassword = "account.forget-password",
        NewPassword = "account.new-password",
        ChangePassword = "account.change-password",
        ChangeDetails = "account.change-details",
        AskNewAddress = "account.ask-new-address",
        ChangeAddress = "account.change-address",
        Create = "account.create",
        Grant = "account.grant",
        Revoke = "account.revoke",
        Disable = "account.disable",
        Enable = "account.enable",
        LinkPassword = "account.link-password",
        DownloadData = "account.download-data",
        AskDeletion = "account.ask-deletion",
        Delete = "account.delete",
        Erase = "account.erase",
        Park = "form.park",
        RemoveEntry = "form.remove-entry",
        KeepReview = "review.keep",
        DecideReview = "review.decide",
        Apply = "application.send",
        TellNeeds = "application.tell-needs",
        Withdraw = "application.withdraw",
        MoveApplication = "application.move",
        KeepApart = "application.keep-apart",
        EraseApplication = "application.erase",
        CreateAlert = "alert.create",
        ChangeAlert = "alert.change",
        PauseAlert = "alert.pause",
        ResumeAlert = "alert.resume",
        DeleteAlert = "alert.delete",
        StopAlert = "alert.stop",
        BounceAlert = "alert.bounce",
        AskAlert = "alert.ask",
        KeepAlert = "alert.keep",
        LapseAlert = "alert.lapse",
        SaveVacancy = "vacancy.save",
        UnsaveVacancy = "vacancy.unsave",
        ImportVacancy = "vacancy.import",
        ChangeVacancy = "vacancy.change",
        BeginVacancy = "vacancy.begin",
        EditVacancy = "vacancy.edit",
        BeginChange = "vacancy.begin-change",
        DiscardVacancy = "vacancy.discard",
        PublishVacancy = "vacancy.publish",
        ScheduleVacancy = "vacancy.schedule",
        CorrectVacancy = "vacancy.correct",
        ExtendVacancy = "vacancy.extend",
        CloseVacancy = "vacancy.close",
        CancelVacancy = "vacancy.cancel",
        BeginProposal = "proposal.begin",
        EditProposal = "proposal.edit",
        SubmitProposal = "proposal.submit",
        EndorseProposal = "proposal.endorse",
        ApproveProposal = "proposal.approve",
        AcceptProposal = "proposal.accept",
        ReturnProposal = "proposal.return",
        DeclineProposal = "proposal.decline",
        PublishProposal = "proposal.publish",
        FillProposal = "proposal.fill",
        WithdrawProposal = "proposal.withdraw",
        RefuseWordFile = "proposal.refuse-file",
        OpenCall = "proposal-call.open",
        ChangeCall = "proposal-call.change",
        CloseCall = "proposal-call.close",
        ImportInstitutions = "institution.import",
        AddOffice = "office.add",
        ChangeOffice = "office.change",
        CloseOffice = "office.close",
        ChangePartners = "hr-partners.change",
        AddArea = "area.add",
        ChangeArea = "area.change",
        RetireArea = "area.retire",
        OfferArea = "area.offer",
    }
}

/// Notes a change. `before` and `after` say what changed, without what is private to the person.
///
/// # Errors
/// The database refused it.
pub async fn note(
    tx: &mut Tx,
    now: i64,
    actor: &str,
    action: Action,
    subject: &str,
    before: &str,
    after: &str,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO audit (id, at, actor, action, subject, before, after) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![id::new(now), now, actor, action.slug(), subject, before, after],
    )
    .await?;
    Ok(())
}

/// Notes the same change of many subjects, each with who made it.
///
/// # Errors
/// The database refused it.
pub(crate) async fn note_many(
    tx: &mut Tx,
    now: i64,
    action: Action,
    subjects: Vec<(String, String)>,
    after: &str,
) -> Result<(), Error> {
    let row = |(actor, subject)| args![id::new(now), now, actor, action.slug(), subject, "", after];
    let into = "INSERT INTO audit (id, at, actor, action, subject, before, after) ";
    tx.write_many(into, "", subjects.into_iter().map(row).collect()).await
}
