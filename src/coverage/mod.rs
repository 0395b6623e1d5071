//! Coverage: which parts and key points of the written answer were said, when, and which were not.
//!
//! 1. [`point`] splits each section of the written answer into key points with their facts.
//! 2. [`clause`] splits the speech into clauses; windows of one to three of them are matched.
//! 3. `piece` and `fold` make [`token`]s of words; [`number`], [`english`], [`crate::language::korean`], [`sound`],
//!    [`synonym`], `form` and `similarity` make these comparable: stems, numbers by value, synonyms, names by sound, across
//!    Hangul and Latin.
//! 4. `spoken` finds for each word of the notes which words of the speech may be it; `matching` weighs them by
//!    their rarity in the notes (`idf`) and sums what a window says of a point; `scores` fuses that with the optional sentence [`embedding`].
//! 5. `fit` tells whether the speech answers this question at all. When another question of the notes
//!    fits clearly better, nothing is credited; clauses that only read the question aloud count for
//!    nothing.
//! 6. [`star`] aligns clauses with sections in an order-aware way (`path` leaves digressions out), `alignment` clauses
//!    with points; `credit` finds where each point is said best, with `negation` watching for denials. How likely a
//!    point or section was told comes from what speaks for it and against it (`point_signs`, `section_signs`, [`logistic`]);
//!    `section` tells each one's status, seconds and share.
//! 7. `noted` finds the numbers of the written answer (with what they count, `noted_count`), `noted_name` which words are
//!    of names (those without capitals by `korean_name`, `korean_person`, `korean_organisation`, `quotation`, `given_name`,
//!    `place`, `brand`, `series`, `substance` and `coined`, with `verbal`), which `named` joins; `reader` (with `plain`,
//!    `calendar`, `ordinal` and `whole`) reads a number as a
//!    [`quantity`] in its [`mod@unit`]; `figure` and `said_name` (with `name_words`, `whole_name`, `name_sound` and
//!    `short_form`) tell whether it was said, `figure`, `change` and `other_name` (with `name_like`, `beside`, `placed`,
//!    `slot`, `other_word`, `called` and `enumerated`) whether another one was in its place, by what is `counted` and what stands `around`; `assigned` gives each number
//!    to one fact, `facts` puts all together.
//! 8. [`cover`](cover()) puts it all together.
//!
//! A section's status says whether it was spoken of at all, as one sentence may stand for a long
//! paragraph; its points say how much of it. A point is `partly` said when that is unsure or a
//! fact of it is missing. What the speech denies ("we did not migrate") credits nothing, and of two
//! near-duplicate points one sentence credits the one it says, unless words of both were said.
//!
//! Without a written answer `guess` tells the parts of a story from cue phrases; [`marks`] are what
//! the user says against all of it.
//!
//! Figures and the labelled answers they were measured on stand in `docs/coverage.md`.

mod alignment;
mod alternative;
mod around;
mod assigned;
mod beside;
mod brand;
mod calendar;
mod called;
mod change;
mod claim;
pub mod clause;
mod coined;
mod counted;
mod cover;
mod credit;
mod cue;
mod digression;
pub mod embedding;
mod ending;
pub mod english;
mod enumerated;
pub mod fact;
mod facts;
mod figure;
mod fit;
mod fold;
mod foreign;
mod form;
mod given_name;
mod glossary;
mod guess;
mod half;
mod idf;
mod in_hangul;
mod korean_firm;
mod korean_name;
mod korean_organisation;
mod korean_person;
mod lettered;
mod lexicon;
mod listed;
pub mod logistic;
pub mod marks;
mod matching;
mod name_like;
mod name_sound;
mod name_words;
mod named;
mod negation;
mod noted;
mod noted_count;
mod noted_form;
mod noted_name;
pub mod number;
mod often;
mod ordinal;
mod other_name;
mod other_points;
mod other_word;
mod path;
mod person;
mod phone;
mod piece;
mod place;
mod placed;
mod plain;
pub mod point;
mod point_signs;
pub mod quantity;
mod quotation;
mod range;
mod ratio;
mod reader;
mod reference;
mod result;
mod said_korean;
mod said_name;
mod scores;
mod section;
mod section_signs;
mod series;
mod short_form;
mod similarity;
mod slot;
pub mod sound;
mod spoken;
pub mod star;
mod substance;
pub mod synonym;
mod term;
pub mod token;
pub mod unit;
mod verbal;
mod whole;
mod whole_name;

use crate::language::korean;

pub use coined::{COINED_NAME, COINED_SIGNS, Candidate, CoinedSigns, candidates};
pub use cover::{Signs, cover, cover_with_signs};
pub use fact::{FactResult, FactStatus};
pub use guess::{asks_for_a_story, guess_parts};
pub use in_hangul::{hangul_terms, in_hangul};
pub use person::first_person;
pub use point::{Fact, FactKind, KeyPoint, Priority, key_points, point_texts};
pub use point_signs::{POINT_SIGNS, PointSigns};
pub use result::{BetterQuestion, By, Coverage, Evidence, PointResult, SectionResult, Status};
pub use section_signs::{SECTION_SIGNS, SectionSigns};
