//! English words: which carry no point, and their stems.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

/// Function words and fillers of speech, in surface form without apostrophes.
const STOP: &str = "a about above after again all also although always am an and any anyone anything are arent as at \
 actually basically be became because become been before being below between both but by came can cannot cant come could couldnt \
 did didnt do does doesnt doing done dont down due during each either else even eventually ever every everything \
 few for from further gave get gets getting give given go goes going gone gonna got had hadnt has hasnt have havent having he \
 her here hers herself him himself his how however i id if ill im in including into is isnt it its itself ive just kind know \
 let lets like lot lots made make makes making many maybe may me mean might mine more most much must my myself \
 need needed no nor not now of off oh ok okay on once one ones only onto or other others our ours ourselves out over own \
 perhaps put quite rather really right said same say see seem seemed shall she should shouldnt since so some someone something \
 sort still such take taken takes than that thats the their theirs them themselves then there theres therefore these they theyre thing \
 things this those though through thus time times to too took toward towards try tried trying two-way uh um under until up upon us \
 used use using usually very want wanted was wasnt way we well went were werent weve what when where which while who whole \
 whom whose why will with within without wont would wouldnt yeah yes yet you your yours yourself youre etc eg ie able \
 first fact initially end additionally meanwhile furthermore moreover finally later anyway course along around back";

/// Made once: a list of questions asks for the words of every section.
static STOPS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP.split_whitespace().collect());

/// Stop words and a Porter2 stemmer.
pub struct English {
    stop: &'static HashSet<&'static str>,
    stemmer: Stemmer,
}

impl English {
    /// The word lists, ready to ask.
    pub fn new() -> Self {
        Self { stop: &STOPS, stemmer: Stemmer::create(Algorithm::English) }
    }

    /// Whether `word` (lower case, no apostrophe) carries no point by itself.
    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word) || word.len() == 1
    }

    /// Porter2 stem of `word` (lower case).
    pub fn stem(&self, word: &str) -> String {
        // Irregular forms that a suffix stemmer cannot know, as spoken answers use them.
        let regular = match word {
            "wrote" | "written" | "writing" => "write",
            "built" | "building" => "build",
            "led" => "lead",
            "taught" => "teach",
            "sent" => "send",
            "ran" => "run",
            "began" | "begun" => "begin",
            "found" => "find",
            "spoke" | "spoken" => "speak",
            "told" => "tell",
            "met" | "meetings" | "meeting" => "meet",
            "felt" | "feeling" => "feel",
            "slept" => "sleep",
            "bought" => "buy",
            "brought" => "bring",
            "chose" | "chosen" | "choice" => "choose",
            "drew" | "drawn" => "draw",
            "grew" | "grown" => "grow",
            "held" => "hold",
            "kept" => "keep",
            "lost" => "lose",
            "paid" => "pay",
            "sold" => "sell",
            "thought" => "think",
            "understood" => "understand",
            "fell" | "fallen" => "fall",
            "broke" | "broken" => "break",
            "left" => "leave",
            "people" => "person",
            "children" => "child",
            "success" | "successful" | "successfully" | "succesfully" | "succeeded" => "succeed",
            "analysis" | "analyses" | "analyzed" | "analysed" | "analyzing" => "analyze",
            other => other,
        };
        self.stemmer.stem(regular).into_owned()
    }
}

impl Default for English {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let english = English::new();
        assert_eq!(english.stem("companies"), english.stem("company"));
        assert_eq!(english.stem("wrote"), english.stem("writing"));
        assert!(english.is_stop("the"));
        assert!(!english.is_stop("patent"));
    }
}
