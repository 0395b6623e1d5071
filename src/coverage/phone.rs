//! Words by their sounds, in one alphabet for both scripts, and how far two of them are apart: a name
//! as a recogniser misheard it ("Emma Jen" for Imogen), and as the other script spells it (깃허브 for
//! GitHub). Unlike the skeletons of [`super::sound`] it knows vowels, so it can tell short names, and
//! is too slow for every word of the notes.

use std::sync::LazyLock;

use super::korean;

/// Other vowels, a letter each: of Latin any of aeiou, of Hangul the nearest of them.
const VOWELS: &str = "aeiou";
/// Consonants that are misheard for one another.
const NEAR: [&str; 7] = ["pbfv", "td", "kg", "szcj", "lr", "gjc", "wv"];
/// The same less often.
const FAR: [&str; 2] = ["mn", "tsz"];
/// J of German and Nordic names is Y: Jaeger, Johan.
const J_AS_Y: [char; 2] = ['j', 'y'];
/// What th is heard as.
const TH: char = 'T';
const NEAR_TH: &str = "tdsf";
/// The diphthongs of 아이 and 에이, which Latin spells with one letter, and those letters.
const DIPHTHONGS: [(char, &str); 2] = [('I', "iae"), ('E', "ae")];
/// Vowels that are no spelling of one another across scripts.
const APART: [&str; 4] = ["iu", "io", "eu", "au"];
/// The weak vowel ㅡ that Korean spelling puts between consonants.
const WEAK: char = 'x';

/// The sounds of a word in either script.
pub(super) fn phones(text: &str) -> Vec<char> {
    let mut out = Vec::new();
    let letters: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let mut at = 0;
    while at < letters.len() {
        if let Some(syllable) = korean::syllable(letters[at]) {
            hangul(syllable, letters.get(at + 1).copied(), &mut out);
            at += 1;
        } else {
            at += latin(&letters, at, &mut out);
        }
    }
    out.dedup();
    out
}

/// Pushes the sounds of a syllable; `next` is the letter behind it.
fn hangul((lead, vowel, tail): (u32, u32, u32), next: Option<char>, out: &mut Vec<char>) {
    const LEADS: [&str; 19] = [
        "k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t", "p",
        "h",
    ];
    const SOUNDS: [&str; 21] = [
        "a", "e", "ya", "ye", "o", "e", "yo", "ye", "o", "wa", "we", "we", "yo", "u", "wo", "we",
        "wi", "yu", "x", "i", "i",
    ];
    const TAILS: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p",
        "p", "t", "t", "n", "t", "t", "k", "t", "p", "t",
    ];
    // 아이 and 에이
    const SILENT: u32 = 11;
    if (lead, vowel) == (SILENT, 20) {
        let diphthong = match out.last() {
            Some('a') => Some('I'),
            Some('e') => Some('E'),
            _ => None,
        };
        if let Some(diphthong) = diphthong {
            out.pop();
            out.push(diphthong);
            out.extend(TAILS[tail as usize].chars());
            return;
        }
    }
    out.extend(LEADS[lead as usize].chars());
    let last = next.is_none_or(|next| !korean::is_hangul(next));
    // The last vowel of 비치 for "beach" or 버스 for "bus" is as weak.
    if tail == 0 && vowel == 20 && last && [12, 14].contains(&lead) {
        out.push(WEAK);
    } else {
        out.extend(SOUNDS[vowel as usize].chars());
    }
    out.extend(TAILS[tail as usize].chars());
}

/// Pushes the sound of the Latin letter at `at`, and tells how many letters it takes.
fn latin(letters: &[char], at: usize, out: &mut Vec<char>) -> usize {
    let rest: String = letters[at..].iter().take(4).collect();
    let soft = |at: usize| letters.get(at).is_some_and(|c| "eiy".contains(*c));
    let starts = |with: &str| rest.starts_with(with);
    const GROUPS: [(&str, &str); 19] = [
        ("tion", "son"),
        ("ts", "c"),
        ("sch", "s"),
        ("tch", "c"),
        ("ph", "f"),
        ("ck", "k"),
        ("sh", "s"),
        ("ch", "c"),
        ("wh", "w"),
        ("qu", "kw"),
        ("oo", "u"),
        ("ee", "i"),
        ("ea", "i"),
        ("ae", "e"),
        ("ou", "u"),
        ("air", "eo"),
        ("au", "o"),
        ("th", "T"),
        ("eu", "u"),
    ];
    // Playwright; Wroclaw begins with a v.
    if at > 0 && starts("wr") {
        out.push('r');
        return 2;
    }
    if starts("gh") {
        if at == 0 {
            out.push('g');
        }
        return 2;
    }
    // Leicester, Gloucester
    if rest == "cest" && letters.get(at + 4) == Some(&'e') {
        out.extend(['s', 't']);
        return 4;
    }
    if starts("eau") {
        out.push('o');
        return 3;
    }
    if rest == "ng" {
        out.push('n');
        return 2;
    }
    if rest == "gn" {
        out.push('n');
        return 2;
    }
    if let Some((letters, sound)) = GROUPS.iter().find(|(letters, _)| starts(letters)) {
        out.extend(sound.chars());
        return letters.len();
    }
    match letters[at] {
        'c' if soft(at + 1) => out.push('s'),
        'c' | 'q' => out.push('k'),
        'x' => out.extend(['k', 's']),
        'y' if at > 0 => out.push('i'),
        letter if letter.is_ascii_alphabetic() => out.push(letter),
        _ => {}
    }
    1
}

/// What it costs to hear one sound for another, 0 to 1.5; `across` scripts one spelling stands for several
/// sounds.
fn swapped(a: char, b: char, across: bool) -> f32 {
    let index = |c: char| (c as usize).checked_sub(FIRST).filter(|at| *at < SOUND_COUNT);
    match (index(a), index(b)) {
        (Some(a), Some(b)) => COSTS[usize::from(across)][a * SOUND_COUNT + b],
        _ => swap_cost(a, b, across),
    }
}

/// All sounds are letters from A to z.
const FIRST: usize = 'A' as usize;
const SOUND_COUNT: usize = 'z' as usize - FIRST + 1;

/// [`swap_cost`] of each pair, within a script and across, as names are compared with all of the speech.
static COSTS: LazyLock<[Vec<f32>; 2]> = LazyLock::new(|| {
    let sound = |at: usize| char::from((FIRST + at) as u8);
    [false, true].map(|across| {
        let pairs = (0..SOUND_COUNT).flat_map(|a| (0..SOUND_COUNT).map(move |b| (a, b)));
        pairs.map(|(a, b)| swap_cost(sound(a), sound(b), across)).collect()
    })
});

fn swap_cost(a: char, b: char, across: bool) -> f32 {
    if a == b {
        return 0.0;
    }
    let vowel = |c: char| VOWELS.contains(c) || c == WEAK;
    let both = |group: &&str| group.contains(a) && group.contains(b);
    let diphthong = |(sound, spelled): &(char, &str)| {
        a == *sound && spelled.contains(b) || b == *sound && spelled.contains(a)
    };
    if DIPHTHONGS.iter().any(diphthong) {
        0.1
    } else if vowel(a) && vowel(b) {
        match across {
            true if APART.iter().any(both) => 0.6,
            true => 0.2,
            false => 0.3,
        }
    } else if a == TH && NEAR_TH.contains(b) || b == TH && NEAR_TH.contains(a) {
        if across { 0.1 } else { 0.4 }
    } else if NEAR.iter().any(both) {
        if across { 0.1 } else { 0.3 }
    } else if FAR.iter().any(both) {
        0.8
    } else if [a, b].iter().all(|c| J_AS_Y.contains(c))
        || [a, b].contains(&'y') && (vowel(a) || vowel(b))
    {
        0.3
    } else {
        1.5
    }
}

/// What a sound costs that only one of the words has; `before` is the sound before it.
fn lone(sound: char, before: Option<char>, last: bool) -> f32 {
    match sound {
        WEAK => 0.1,
        'h' => 0.4,
        // Silent in Korean and British English, as a final e is in English.
        'r' if before.is_some_and(|c| VOWELS.contains(c)) => 0.2,
        'e' if last => 0.2,
        'w' | 'y' => 0.3,
        'I' | 'E' => 0.6,
        c if VOWELS.contains(c) => 0.5,
        _ => 1.0,
    }
}

/// Whether one name may be the other when they begin with these sounds.
pub(super) fn may_begin(a: char, b: char) -> bool {
    swapped(a, b, true) < 1.0 || [a, b].contains(&'h')
}

/// How alike two words sound, 0 to 1; `across` where they are of different scripts.
pub(super) fn alike(a: &[char], b: &[char], across: bool) -> f32 {
    let longer = a.len().max(b.len());
    if longer == 0 || a.len().min(b.len()) * 2 < longer {
        return 0.0;
    }
    let cost = |word: &[char], at: usize| {
        lone(word[at], at.checked_sub(1).map(|at| word[at]), at + 1 == word.len())
    };
    let mut row = vec![0.0];
    for at in 0..b.len() {
        row.push(row[at] + cost(b, at));
    }
    let alone: Vec<f32> = (0..b.len()).map(|at| cost(b, at)).collect();
    let mut next = row.clone();
    for i in 0..a.len() {
        let dropped = cost(a, i);
        next[0] = row[0] + dropped;
        for j in 0..b.len() {
            let swap = row[j] + swapped(a[i], b[j], across);
            next[j + 1] = swap.min(row[j + 1] + dropped).min(next[j] + alone[j]);
        }
        std::mem::swap(&mut row, &mut next);
    }
    (1.0 - row[b.len()] / longer as f32).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> f32 {
        let hangul = |text: &str| text.chars().any(korean::is_hangul);
        alike(&phones(a), &phones(b), hangul(a) != hangul(b))
    }

    #[test]
    fn names_in_the_other_script_sound_alike() {
        for (latin, hangul) in [
            ("GitHub", "깃허브"),
            ("InDesign", "인디자인"),
            ("QUIC", "퀵"),
            ("Zarr", "자르"),
            ("ACK", "애크"),
            ("pyspy", "파이스파이"),
            ("Kubernetes", "쿠버네티스"),
            ("PyTorch", "파이토치"),
            ("Slack", "슬랙"),
            ("Nginx", "엔진엑스"),
        ] {
            assert!(compare(latin, hangul) >= 0.8, "{latin} {hangul} {}", compare(latin, hangul));
        }
    }

    #[test]
    fn misheard_names_sound_alike_and_others_do_not() {
        for (meant, heard) in [
            ("imogen", "emmajen"),
            ("tamsinokoro", "thompsonocoro"),
            ("wiha", "viha"),
            ("schneider", "snyder"),
            ("priyaraman", "priaramon"),
            ("고만석", "고만식"),
        ] {
            assert!(compare(meant, heard) >= 0.8, "{meant} {heard} {}", compare(meant, heard));
        }
        for (one, other) in [
            ("wiha", "wera"),
            ("bristol", "bath"),
            ("github", "깃랩"),
            ("mysql", "nosql"),
            ("martin", "marvin"),
            ("zarr", "파케이"),
            ("홍익대학교", "국민대학교"),
        ] {
            assert!(compare(one, other) < 0.8, "{one} {other} {}", compare(one, other));
        }
    }
}
