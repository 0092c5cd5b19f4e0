//! Rows of moderation: queues and cases, decisions and their log, appeals, bans, reports, filters.

pub(super) mod appeals;
pub(super) mod bans;
pub(super) mod case_statements;
pub(super) mod cases;
pub(super) mod claims;
pub(super) mod commenters;
pub(super) mod commenters_of_sites;
pub(super) mod decision_details;
pub(super) mod decisions;
mod expunging;
pub(super) mod filters;
pub(super) mod log;
pub(super) mod notes;
pub(super) mod queue_of_sites;
pub(super) mod queue_search;
pub(super) mod queues;
pub(super) mod recusal;
pub(super) mod reports;
pub(super) mod scores;
pub(super) mod seals;
pub(super) mod take_back;
pub(super) mod transparency;

pub use appeals::{Answered, Appeal, AppealAnswer, Banned, Contested, Undo};
pub use bans::{BanLink, NewBan};
pub use cases::{CASES_PER_PAGE, Case, Claim, Finding, Quoted, Report};
pub use commenters::{
    BanOf, COUNTED_MAX, Commenter, PER_PAGE as COMMENTS_PER_PAGE, ReportAgainst, Written,
};
pub use decision_details::{DecisionDetails, PublicLogEntry};
pub use decisions::{AuthorBan, NewDecision};
pub use expunging::Expunging;
pub use log::LogFilter;
pub use notes::Note;
pub use queues::{Against, CaseFilter, Key, OpenAppeal, QueueCounts};
pub use reports::{Filed, Reported};
pub use take_back::ActionSummary;
pub use transparency::{
    AnswerFigure, AppealFigure, BanFigure, DecisionFigure, NoticeFigure, YearFigures,
};
