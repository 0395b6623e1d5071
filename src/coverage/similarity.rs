//! How well one word stands for another, 0 to 1: same stem, other form, synonym, misspelling of a
//! name, the same sound in the other script.

use super::form::{Form, JAMO_LEAST, SOUND_LEAST, SPELLING_LEAST, may_be, sound_needed};
use super::sound;
use super::token::Script;

/// Other forms of one word by a long common beginning (measured in the study this follows).
const SAME_BEGINNING: f32 = 0.8;
/// A Korean stem that begins the other.
const KOREAN_BEGINNING: f32 = 0.85;
/// A Korean stem inside the other.
const KOREAN_INSIDE: f32 = 0.8;
/// Least share of equal jamo for an acronym as it is spelled out.
const SPELLED_LEAST: f64 = 0.7;
/// Words of one line of the thesaurus: near in meaning, so more than half but less than a form.
const SYNONYM: f32 = 0.65;
/// What is left of a likeness by sound where only two consonants speak for it (Docker, 도커).
const SHORT: f32 = 0.8;
/// Names alike in sound, or an acronym spelled out.
const SOUND: f32 = 0.9;

/// How well the spoken form `heard` stands for the reference form `meant`, 0 to 1.
pub fn similarity(meant: &Form, heard: &Form) -> f32 {
    use Script::{Hangul, Latin, Number};
    if meant.surface == heard.surface
        || (!meant.joined && !heard.joined && meant.stem == heard.stem)
    {
        return 1.0;
    }
    if meant.joined || heard.joined {
        return match (meant.script, heard.script) {
            (Latin, Latin) if meant.name => misheard_name(meant, heard),
            (Latin, Hangul) if meant.name => across(meant, heard),
            (Hangul, Latin) => across(heard, meant),
            // Written together they are compared whole: a part inside says nothing of the rest.
            (Hangul, Hangul) => jamo_alike(meant, heard),
            _ => 0.0,
        };
    }
    let synonym =
        if meant.groups.iter().any(|id| heard.groups.contains(id)) { SYNONYM } else { 0.0 };
    let form = match (meant.script, heard.script) {
        (Number, _) | (_, Number) => 0.0,
        (Latin, Latin) => {
            let beginning = same_beginning(&meant.stem, &heard.stem);
            if meant.name { beginning.max(misheard_name(meant, heard)) } else { beginning }
        }
        (Hangul, Hangul) => inside(meant, heard).max(jamo_alike(meant, heard)),
        (Latin, Hangul) if meant.name => across(meant, heard),
        (Latin, Hangul) => 0.0,
        (Hangul, Latin) => across(heard, meant),
    };
    form.max(synonym)
}

fn same_beginning(a: &str, b: &str) -> f32 {
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let longer = a.len().max(b.len());
    if common >= 5 && common * 10 >= longer * 8 { SAME_BEGINNING } else { 0.0 }
}

fn misheard_name(meant: &Form, heard: &Form) -> f32 {
    let (a, b) = (meant.surface.len(), heard.surface.len());
    if a.min(b) < 4 || a.max(b) > a.min(b) * 2 {
        return 0.0;
    }
    let sound = if meant.skeleton.len() >= 3 { sound_alike(meant, heard) } else { 0.0 };
    let spelling = may_be(meant.letters_set, heard.letters_set, SPELLING_LEAST, a.max(b));
    if sound < SOUND_LEAST && !spelling {
        return 0.0;
    }
    let letters = strsim::normalized_damerau_levenshtein(&meant.surface, &heard.surface);
    if letters >= SPELLING_LEAST {
        letters as f32
    } else if sound >= SOUND_LEAST && letters >= 0.45 {
        SOUND * sound as f32
    } else {
        0.0
    }
}

/// How alike two words sound, 0 where they begin differently or cannot reach [`SOUND_LEAST`].
fn sound_alike(a: &Form, b: &Form) -> f64 {
    let longer = a.skeleton.len().max(b.skeleton.len());
    let same_start = a.skeleton.as_bytes().first() == b.skeleton.as_bytes().first();
    if same_start && may_be(a.skeleton_set, b.skeleton_set, SOUND_LEAST, longer) {
        sound::alike(&a.skeleton, &b.skeleton)
    } else {
        0.0
    }
}

fn inside(a: &Form, b: &Form) -> f32 {
    let (short, long) = if a.stem.len() <= b.stem.len() { (a, b) } else { (b, a) };
    // One Hangul syllable has three bytes; a single one begins too many words.
    if short.stem.len() < 6 {
        0.0
    } else if long.stem.starts_with(&short.stem) {
        KOREAN_BEGINNING
    } else if long.stem.contains(&short.stem) {
        KOREAN_INSIDE
    } else {
        0.0
    }
}

fn jamo_alike(a: &Form, b: &Form) -> f32 {
    if !a.may_be_jamo_alike(b) {
        return 0.0;
    }
    let long = a.jamo.len().max(b.jamo.len());
    let distance = strsim::generic_levenshtein(&a.jamo, &b.jamo);
    let alike = 1.0 - distance as f64 / long as f64;
    // Part of a likeness this far from certain is chance: .8 counts .6, .9 counts .8.
    if alike >= JAMO_LEAST { (2.0 * alike - 1.0) as f32 } else { 0.0 }
}

fn across(latin: &Form, hangul: &Form) -> f32 {
    if let Some(spelled) = &latin.spelled {
        let longer = spelled.len().max(hangul.jamo.len());
        let possible = may_be(latin.spelled_set, hangul.letters_set, SPELLED_LEAST, longer);
        if longer >= 3 && possible {
            let distance = strsim::generic_levenshtein(spelled, &hangul.jamo);
            if 1.0 - distance as f64 / longer as f64 >= SPELLED_LEAST {
                return SOUND;
            }
        }
        // What is this long may be read as a word all the same ("bcrypt", "argon2").
        if latin.surface.len() < 5 {
            return 0.0;
        }
    }
    if !hangul.may_be_spelling_of(latin) {
        return 0.0;
    }
    let (a, b) = (&latin.skeleton, &hangul.skeleton);
    if a.len() == 2 {
        let same = sound::first_vowels_agree(&latin.surface, &hangul.stem);
        return if same { SOUND * SHORT } else { 0.0 };
    }
    let longer = latin.skeleton_long.as_ref().filter(|long| long.starts_with(&b[..1]));
    let sound = longer.map_or(0.0, |long| sound::alike(long, b)).max(sound_alike(latin, hangul));
    if sound >= sound_needed(latin, hangul) { SOUND * sound as f32 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::english::English;
    use super::super::synonym::Synonyms;
    use super::super::token::tokens_of;
    use super::*;

    fn compare(meant: &str, heard: &str) -> f32 {
        let english = English::new();
        let synonyms = Synonyms::new(&english);
        let form = |text: &str, name| {
            let tokens = tokens_of(text, &english);
            if tokens.len() == 1 {
                Form::of(&tokens[0], name, &synonyms)
            } else {
                let whole: String = tokens.iter().map(|token| token.surface.as_str()).collect();
                Form::joined(&whole, tokens[0].script, name, &synonyms)
            }
        };
        similarity(&form(meant, meant.starts_with(char::is_uppercase)), &form(heard, false))
    }

    #[test]
    fn forms_synonyms_and_sound_alikes_match() {
        assert_eq!(compare("companies", "company"), 1.0);
        assert!(compare("customer", "clients") > 0.5);
        assert!(compare("PozaLabs", "Poza Labs") == 1.0);
        assert!(compare("Yonsei", "Yancey") > 0.7);
        assert!(compare("Amplify", "앰플리파이는") > 0.7);
        assert!(compare("Redis", "레디스와") > 0.7);
        assert!(compare("EC2", "이씨투이며") > 0.7);
        assert!(compare("분석", "분석하는") > 0.8);
        assert!(compare("backend", "back end") == 1.0);
    }

    #[test]
    fn unrelated_words_do_not_match() {
        for (a, b) in [
            ("patent", "parent"),
            ("Kafka", "coffee"),
            ("서비스", "서버"),
            ("400", "300"),
            ("internet", "internal"),
            ("배포", "배움"),
        ] {
            assert!(compare(a, b) < 0.5, "{a} {b} {}", compare(a, b));
        }
    }
}
