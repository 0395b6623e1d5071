//! The measures of an answer with the words people read them in, and what each of them means.

use super::words::pick;
use crate::language::Language;
use crate::review::Review;
use crate::review::finding::clock;

/// One measure as people read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Its name.
    pub name: &'static str,
    /// The value with its units.
    pub value: String,
    /// How it is measured, in a sentence or two.
    pub definition: &'static str,
    /// Whether it details the measure before it.
    pub detail: bool,
}

/// The measures that could be taken, in the order they are read. Empty where nobody spoke.
pub fn measures(review: &Review, ui: Language) -> Vec<Measure> {
    let Some(speaking_s) = review.timing.speaking_s else { return Vec::new() };
    let mut found = vec![spoken(review, speaking_s, ui)];
    found.extend(rates(review, ui));
    found.push(pauses(review, ui));
    found.push(fillers(review, ui));
    found.extend(heard(review, ui));
    found.extend(pitch(review, ui));
    found
}

fn spoken(review: &Review, speaking_s: f64, ui: Language) -> Measure {
    let limit_s = review.question.as_ref().and_then(|question| question.limit_s);
    Measure {
        name: pick(ui, "Spoken", "말한 시간"),
        value: match limit_s {
            Some(limit_s) => {
                format!("{} {} {}", clock(speaking_s), pick(ui, "of", "/"), clock(limit_s))
            }
            None => clock(speaking_s),
        },
        definition: pick(
            ui,
            "Time from the first to the last speech. Silence before and after is left out.",
            "처음 말을 시작해서 마지막 말이 끝날 때까지의 시간. 앞뒤의 조용한 시간은 뺍니다.",
        ),
        detail: false,
    }
}

fn rates(review: &Review, ui: Language) -> Vec<Measure> {
    let timing = &review.timing;
    let rate = |words: Option<f64>, syllables: Option<f64>| {
        let words = format!("{:.0} {}", words?, pick(ui, "words/min", "단어/분"));
        let syllables = format!("{:.0} {}", syllables?, pick(ui, "syllables/min", "음절/분"));
        Some(match review.language {
            Language::English => format!("{words} · {syllables}"),
            Language::Korean => format!("{syllables} · {words}"),
        })
    };
    let speaking = rate(timing.words_per_minute, timing.syllables_per_minute).map(|value| Measure {
        name: pick(ui, "Speaking rate", "말 속도"),
        value,
        definition: pick(
            ui,
            "Words and syllables divided by the time spoken, pauses included. Fillers are time but \
             no words; numbers count as they are spoken.",
            "단어와 음절 수를 쉼을 포함한 말한 시간으로 나눈 값. 군말은 시간에만 들어가고 단어로 \
             세지 않으며, 숫자는 읽는 대로 셉니다.",
        ),
        detail: false,
    });
    let articulation =
        rate(timing.articulation_words_per_minute, timing.articulation_syllables_per_minute);
    let articulation = articulation.map(|value| Measure {
        name: pick(ui, "without pauses", "쉼 제외"),
        value,
        definition: pick(
            ui,
            "The same divided by the time spoken less all pauses: the articulation rate.",
            "말한 시간에서 쉼을 모두 뺀 시간으로 나눈 값: 조음 속도.",
        ),
        detail: true,
    });
    speaking.into_iter().chain(articulation).collect()
}

fn pauses(review: &Review, ui: Language) -> Measure {
    let lengths_s = review.timing.pauses.iter().map(|pause| pause.span.duration_s());
    let (sum_s, longest_s) =
        lengths_s.fold((0.0, 0.0), |(sum, longest), s| (sum + s, f64::max(longest, s)));
    Measure {
        name: pick(ui, "Pauses", "쉼"),
        value: match review.timing.pauses.len() {
            0 => pick(ui, "none", "없음").to_owned(),
            count => match ui {
                Language::English => {
                    format!("{count} · {sum_s:.1} s in all · longest {longest_s:.1} s")
                }
                Language::Korean => {
                    format!("{count}번 · 모두 {sum_s:.1}초 · 가장 긴 쉼 {longest_s:.1}초")
                }
            },
        },
        definition: pick(
            ui,
            "Silences of 0.25 s and more between speech, found in the sound.",
            "말 사이에 소리가 0.25초 이상 끊긴 곳. 소리에서 찾습니다.",
        ),
        detail: false,
    }
}

fn fillers(review: &Review, ui: Language) -> Measure {
    let fillers = &review.fillers;
    let rates = fillers.per_minute.zip(fillers.per_100_words).filter(|_| fillers.count > 0);
    Measure {
        name: pick(ui, "Fillers", "군말"),
        value: match rates {
            None => fillers.count.to_string(),
            Some((minute, hundred)) => match ui {
                Language::English => {
                    format!("{} · {minute:.1} a minute · {hundred:.1} in 100 words", fillers.count)
                }
                Language::Korean => {
                    format!("{}번 · 1분에 {minute:.1}번 · 100단어에 {hundred:.1}번", fillers.count)
                }
            },
        },
        definition: pick(
            ui,
            "Um and uh wherever they were heard; words like “like” and “you know” only where they \
             stand by themselves. A lower bound: some leave no trace in words or sound.",
            "‘음’, ‘어’는 들린 곳마다 세고, ‘그’, ‘이제’ 같은 말은 홀로 쓰일 때만 셉니다. 실제보다 \
             적을 수 있습니다: 글과 소리에 흔적이 남지 않는 군말도 있습니다.",
        ),
        detail: false,
    }
}

fn pitch(review: &Review, ui: Language) -> Option<Measure> {
    let voice = &review.voice;
    let (median_hz, range) = voice.pitch_median_hz.zip(voice.pitch_range_semitones)?;
    Some(Measure {
        name: pick(ui, "Pitch", "목소리 높이"),
        value: match ui {
            Language::English => format!("{median_hz:.0} Hz · range {range:.0} semitones"),
            Language::Korean => format!("{median_hz:.0} Hz · 폭 {range:.0}반음"),
        },
        definition: pick(
            ui,
            "Median pitch of voiced speech, and the distance from its 5th to its 95th percentile.",
            "유성음 높이의 중앙값, 그리고 하위 5%와 상위 5% 사이의 간격.",
        ),
        detail: false,
    })
}

fn heard(review: &Review, ui: Language) -> Vec<Measure> {
    let repeated = Measure {
        name: pick(ui, "Repeated words", "반복한 말"),
        value: review.repetitions.len().to_string(),
        definition: pick(
            ui,
            "Words said twice at once, begun again or broken off.",
            "곧바로 되풀이했거나 다시 시작했거나 말하다 만 단어.",
        ),
        detail: false,
    };
    let hedges = Measure {
        name: pick(ui, "Hedges", "흐리는 말"),
        value: review.hedges.len().to_string(),
        definition: pick(
            ui,
            "Phrases that weaken a statement, such as “I think” and “kind of”.",
            "‘것 같아요’처럼 말의 힘을 빼는 표현.",
        ),
        detail: false,
    };
    let mut found = Vec::new();
    found.extend(Some(repeated).filter(|_| !review.repetitions.is_empty()));
    found.extend(Some(hedges).filter(|_| !review.hedges.is_empty()));
    found
}
