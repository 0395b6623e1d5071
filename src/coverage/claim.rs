//! Claims: the clauses of a written sentence that say one thing each.

use super::ending;
use crate::language::Language;

/// Splits a written sentence where a new claim begins: clauses of at least six words (Korean: four) on both sides.
/// A sentence of fewer than 16 words (9) is one claim.
pub fn claims<'a>(sentence: &[&'a str], language: Language) -> Vec<Vec<&'a str>> {
    let (least, whole) = match language {
        Language::English => (6, 16),
        Language::Korean => (4, 9),
    };
    if sentence.len() < whole {
        return vec![sentence.to_vec()];
    }
    let mut out: Vec<Vec<&str>> = Vec::new();
    let mut current: Vec<&str> = Vec::new();
    for (index, word) in sentence.iter().enumerate() {
        let cut = match language {
            Language::English => opens_english(sentence, index, current.len()),
            Language::Korean => opens_korean(sentence, index, current.len()),
        };
        if cut && current.len() >= least && sentence.len() - index >= least {
            out.push(std::mem::take(&mut current));
        }
        current.push(word);
    }
    if !current.is_empty() {
        out.push(current);
    }
    out
}

/// Whether a claim begins at word `index` of an English sentence, `length` words behind where the last one began.
fn opens_english(sentence: &[&str], index: usize, length: usize) -> bool {
    let word = |at: usize| sentence.get(at).copied().unwrap_or("");
    let Some(before) = index.checked_sub(1).map(word) else { return false };
    if before.ends_with([';', ':']) {
        return true;
    }
    if before.ends_with(',') {
        let purpose = index == length && opens_with_purpose(sentence);
        return !purpose
            && !in_an_aside(sentence, index)
            && (opens_any(word(index)) || length >= 9 && !lists_names(before, word(index)));
    }
    length >= 7
        && !leads_on(before)
        && !(word(index).eq_ignore_ascii_case("as") && within_as_as(sentence, index))
        && opens_claim(word(index), word(index + 1))
}

/// Whether a claim begins at word `index` of a Korean sentence, `length` words behind where the last one began.
fn opens_korean(sentence: &[&str], index: usize, length: usize) -> bool {
    let word = |at: usize| sentence.get(at).copied().unwrap_or("");
    let Some(before) = index.checked_sub(1).map(word) else { return false };
    ending::closes_clause(before, word(index))
        || before.ends_with(',')
            && length >= 5
            && !lists_names(before, word(index))
            && !lists_korean(sentence, index)
            && !before.ends_with("인,")
}

/// Whether two words with a comma between them are names of an enumeration ("Amplify, EC2, Elastic Beanstalk").
fn lists_names(before: &str, word: &str) -> bool {
    let named = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && word.len() > 2;
    named(before) && named(word)
}

/// Whether a short item of an enumeration begins at word `index`, behind a comma ("카프카, 도커, gRPC 등의").
fn lists_korean(sentence: &[&str], index: usize) -> bool {
    let item = sentence[index..].iter().take(4);
    !ending::connective(sentence[index - 1])
        && item.take_while(|word| !ending::connective(word)).any(|word| {
            word.ends_with(',') || ["등", "및"].contains(word) || word.starts_with("등의")
        })
}

/// Whether a word, whatever its capitals, is one of a list.
fn is_one_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a new claim begins at this word, given the one behind it: "and" joins words as often as
/// claims, so a subject must follow it.
fn opens_claim(word: &str, next: &str) -> bool {
    is_one_of("because since while although whereas", word)
        || is_one_of("and so but as", word) && is_subject(next)
        || is_one_of("and", word) && is_one_of("as eventually therefore thus hence", next)
        || is_one_of("which", word) && is_one_of("meant means made makes led", next)
}

/// Words with which the subject of a clause begins, or the clause before its subject.
fn is_subject(word: &str) -> bool {
    const SUBJECTS: &str = "i we he she it they you this that there the my our his her their its \
                            these those nobody everyone each some most then also another";
    is_one_of(SUBJECTS, word)
}

/// Behind a comma any conjunction opens a claim.
fn opens_any(word: &str) -> bool {
    is_one_of("and because so but since while which as although who", word)
}

/// Whether no claim can end with this word, as what it says comes behind it ("the reason was", "given").
fn leads_on(word: &str) -> bool {
    const WORDS: &str = "a an the my our his her their its your this these those is are was were be being been and \
                         but or not only just even given of to in on at for from by with about into than such \
                         that which who when if mainly mostly partly simply especially particularly ever";
    is_one_of(WORDS, word)
}

/// Whether the "as" at `index` is the second of "as well as", "as soon as".
fn within_as_as(sentence: &[&str], index: usize) -> bool {
    let is_as = |word: &&str| word.eq_ignore_ascii_case("as");
    let second = index.checked_sub(2).is_some_and(|at| is_as(&sentence[at]));
    let first = sentence.get(index + 2).is_some_and(is_as);
    second || first
}

/// Whether a sentence opens with what its claim is done for, by or despite, which is no claim of its own.
fn opens_with_purpose(sentence: &[&str]) -> bool {
    let word = |at: usize| sentence.get(at).copied().unwrap_or("");
    is_one_of("to by despite due thanks", word(0))
        || is_one_of("in", word(0)) && is_one_of("order", word(1))
}

/// Whether what begins at `index` behind a comma ends with another one within five words, and no subject follows:
/// "most companies, and startups in particular, often required".
fn in_an_aside(sentence: &[&str], index: usize) -> bool {
    let Some(length) = sentence[index..].iter().take(5).position(|word| word.ends_with(',')) else {
        return false;
    };
    let behind = sentence.get(index + length + 1).copied().unwrap_or("");
    let apposition = length < 3 && ["the", "a", "an", "our", "my"].contains(&sentence[index]);
    apposition || !(is_subject(behind) || opens_any(behind))
}

#[cfg(test)]
mod tests {
    use super::claims;
    use crate::language::Language;

    fn cut(text: &str, language: Language) -> Vec<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        claims(&words, language).iter().map(|claim| claim.join(" ")).collect()
    }

    #[test]
    fn no_claim_ends_within_as_well_as_or_behind_what_it_is_done_for() {
        for text in [
            "The map showed how full the trains were at that moment as well as our guess for the evening.",
            "In order to compare the old plans with the new ones fairly, I had to redraw every single one of them.",
        ] {
            assert_eq!(cut(text, Language::English).len(), 1, "{text}");
        }
    }

    #[test]
    fn no_claim_begins_with_an_aside() {
        let text = "The hard part was that most bakeries, and small ones in particular, often needed a very early \
                    delivery.";
        let claims = cut(text, Language::English);
        assert!(claims.iter().all(|claim| !claim.starts_with("and")), "{claims:?}");
    }

    #[test]
    fn a_claim_ends_before_a_conjunction_with_a_subject() {
        let text = "I was the only one who had ever baked bread for a living \
                    because the others had come from the office.";
        let claims = cut(text, Language::English);
        assert_eq!(claims.len(), 2);
        assert!(claims[1].starts_with("because"), "{claims:?}");
    }

    #[test]
    fn a_korean_enumeration_stays_in_one_claim() {
        let text =
            "지난 가을부터 동아리 사람들과 매주 밀가루, 설탕, 버터 등의 재료를 함께 비교했습니다.";
        assert_eq!(cut(text, Language::Korean).len(), 1);
    }
}
