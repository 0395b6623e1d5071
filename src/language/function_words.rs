//! Words that carry no content by themselves, and words that are worn by use.

use super::Language;

/// Whether `word` (lower case) only holds a phrase together.
pub fn is_function_word(word: &str, language: Language) -> bool {
    match language {
        Language::English => ENGLISH.contains(&word),
        Language::Korean => KOREAN.contains(&word),
    }
}

/// Words that speakers say so often that listeners begin to count them.
pub fn worn_words(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => EN_WORN,
        Language::Korean => KO_WORN,
    }
}

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "i", "me", "my", "we", "us", "our", "you",
    "your", "he", "him", "his", "she", "her", "it", "its", "they", "them", "their", "who", "which",
    "what", "where", "when", "why", "how", "and", "or", "but", "so", "if", "as", "than", "then",
    "because", "while", "of", "to", "in", "on", "at", "by", "for", "with", "from", "about", "into",
    "over", "under", "after", "before", "up", "down", "out", "off", "be", "am", "is", "are", "was",
    "were", "been", "being", "do", "does", "did", "have", "has", "had", "will", "would", "can",
    "could", "should", "may", "might", "must", "not", "no", "there", "here", "also", "just", "all",
    "some", "any", "more", "very", "i'm", "i've", "i'd", "it's", "we're", "that's", "didn't",
    "don't", "wasn't", "couldn't", "one", "two", "able", "got", "get",
];

#[rustfmt::skip]
const KOREAN: &[&str] = &[
    "저는", "제가", "저", "제", "저희", "저희가", "저희는", "우리", "우리가", "그", "이", "저기", "것",
    "것이", "것을", "수", "있는", "있었습니다", "있습니다", "있고", "없는", "할", "한", "하는", "하고",
    "했습니다", "합니다", "했고", "해서", "그리고", "그래서", "그런데", "하지만", "또", "또한", "및",
    "대해", "대한", "위해", "위한", "통해", "때", "때문에", "더", "잘", "안", "못", "이런", "그런", "등",
    "되는", "되었습니다", "됐습니다", "된", "될", "같은", "좀", "다", "두", "세",
];

const EN_WORN: &[&str] = &[
    "actually",
    "basically",
    "definitely",
    "essentially",
    "honestly",
    "literally",
    "obviously",
    "really",
    "totally",
    "absolutely",
    "super",
    "just",
    "stuff",
];

const KO_WORN: &[&str] = &[
    "진짜",
    "정말",
    "되게",
    "굉장히",
    "일단",
    "사실",
    "기본적으로",
    "그냥",
    "약간",
    "이제",
    "어떻게",
    "뭔가",
    "아무래도",
];
