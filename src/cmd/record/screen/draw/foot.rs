//! The keys, and what happened last.

use super::{Page, cut, pad};

type KeyText = (&'static str, &'static str, &'static str);

/// Keys while recording, in English and Korean.
const KEYS: &[KeyText] = &[
    ("Enter q", "stop and review", "정지하고 검토"),
    (
        "p",
        "pause and go on; the pause is not in the recording",
        "일시정지와 계속 (녹음에 남지 않음)",
    ),
    (
        "r",
        "start again; this take is kept as abandoned",
        "다시 시작 (이 녹음은 포기한 것으로 보관)",
    ),
    ("x", "abandon, after asking", "포기 (먼저 묻습니다)"),
    ("?", "this help", "이 도움말"),
    (
        "Ctrl-C",
        "stop; once more during the review ends the program",
        "정지, 검토 중에 한 번 더 누르면 종료",
    ),
];

/// Keys in an interview.
const INTERVIEW_KEYS: &[KeyText] = &[
    ("Enter", "end the answer; the next question", "답변 끝내고 다음 질문"),
    ("s", "skip; what was said is kept as abandoned", "건너뛰기 (말한 것은 포기한 것으로 보관)"),
    ("r", "hear the question again", "질문 다시 듣기"),
    ("p", "pause and go on", "일시정지와 계속"),
    ("q", "stop the interview; --resume goes on", "면접 중단 (--resume으로 이어 하기)"),
    ("?", "this help", "이 도움말"),
    ("Ctrl-C", "stop the interview at once", "면접을 바로 중단"),
];

impl Page<'_> {
    /// What each key does.
    pub(super) fn help(&self) -> Vec<String> {
        let rows = if self.about.place.is_some() { INTERVIEW_KEYS } else { KEYS };
        let mut lines = vec![self.rule(self.pick("Keys", "키"), "")];
        lines.extend(
            rows.iter().map(|(key, en, ko)| format!("  {}{}", pad(key, 10), self.pick(en, ko))),
        );
        lines
    }

    /// The last notice, and the keys in one line.
    pub(super) fn foot(&self, message: Option<&str>) -> Vec<String> {
        let keys = if self.view.asking {
            let interview = self.pick(
                "Stop the interview? --resume goes on. y: yes, any other key: no",
                "면접을 중단할까요? --resume으로 이어집니다. y: 예, 다른 키: 아니요",
            );
            let take = self.pick(
                "Abandon this take? y: yes, any other key: no",
                "이 녹음을 포기할까요? y: 예, 다른 키: 아니요",
            );
            let ask = if self.about.place.is_some() { interview } else { take };
            return vec![String::new(), format!(" {}", self.paint.fix(&cut(ask, self.width - 2)))];
        } else if self.waits() {
            self.pick(
                "any key goes on at once · Esc leaves",
                "아무 키나 누르면 바로 다음으로 · Esc 나가기",
            )
        } else if self.about.place.is_some() {
            self.pick(
                "Enter next · s skip · r ask again · p pause · q stop · ? help",
                "Enter 다음 · s 건너뛰기 · r 다시 듣기 · p 일시정지 · q 중단 · ? 도움말",
            )
        } else {
            self.pick(
                "Enter stop · p pause · r restart · x abandon · ? help",
                "Enter 정지 · p 일시정지 · r 다시 · x 포기 · ? 도움말",
            )
        };
        let message = message.map(|text| cut(text, self.width - 2)).unwrap_or_default();
        vec![
            format!(" {}", self.paint.note(&message)),
            format!(" {}", self.paint.dim(&cut(keys, self.width - 2))),
        ]
    }
}
