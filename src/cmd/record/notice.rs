//! What the recorder says, in both languages.

use crate::capture::{Cause, End, Event};
use crate::language::Language;
use crate::review::finding::clock;

/// Something to say while recording or after.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// From the recording itself.
    Event(Event),
    /// The time limit, in seconds, is over; the recording goes on.
    LimitReached(f64),
    /// The take is not wanted; it is kept until it is deleted.
    Abandoned(String),
    /// The recording ended by itself.
    Ended(End),
    /// The take is safe.
    Kept {
        /// Its id.
        take: String,
        /// Its length in seconds.
        seconds: f64,
    },
    /// The system has no voice to ask with.
    NoVoice,
    /// It has one, and nothing comes out of it.
    VoiceFails,
}

impl Notice {
    /// The notice in words.
    pub fn text(&self, ui: Language) -> String {
        match ui {
            Language::English => self.english(),
            Language::Korean => self.korean(),
        }
    }

    fn english(&self) -> String {
        match self {
            Notice::Event(Event::Gap { span, cause }) => format!(
                "{:.2} s of sound are missing at {} ({}); the take has silence there",
                span.duration_s(),
                clock(span.start_s),
                match cause {
                    Cause::Overrun => "the system was too slow to take them",
                    Cause::Stall => "the microphone stood still",
                    Cause::Lost => "the microphone was away",
                }
            ),
            Notice::Event(Event::Lost(reason)) => {
                format!("{reason}: what was said is safe, trying to open it again …")
            }
            Notice::Event(Event::Back) => "the microphone is back, recording goes on".into(),
            Notice::Event(Event::Silent) => "the microphone gives nothing but zeros: is it muted, \
                 or is another input the right one? (`aloud devices`)"
                .into(),
            Notice::Event(Event::Resumed(pause)) => {
                format!("{:.1} s of pause are not in the recording", pause.removed_s)
            }
            Notice::Abandoned(take) => format!(
                "abandoned; the sound stays in {take} until `aloud delete {take}` removes it"
            ),
            Notice::LimitReached(limit_s) => format!("the limit of {} is over", clock(*limit_s)),
            Notice::Ended(End::Lost(reason)) => {
                format!("{reason} and did not come back; what was said until then is kept")
            }
            Notice::Event(Event::Removed) => "the folder of the recording was removed: recording \
                 goes on, and the sound is put back there at the end"
                .into(),
            Notice::Ended(End::WriteFailed { reason, refusal }) => format!(
                "the recording ended because it could not be written ({reason}): {}; what was \
                 written until then is kept",
                refusal.mend(Language::English)
            ),
            Notice::Ended(End::FileFull) => "the recording ended: the file has the largest size \
                 a WAV can have. Go on with a new take"
                .into(),
            Notice::Ended(End::Asked | End::Length) => "the recording was stopped".into(),
            Notice::Kept { take, seconds } => {
                format!("kept {} of sound as {take}", clock(*seconds))
            }
            Notice::NoVoice => "no voice to ask with here: read the questions on the screen. On \
                 Linux espeak-ng is one"
                .into(),
            Notice::VoiceFails => {
                "the voice makes no sound here: read the questions on the screen".into()
            }
        }
    }

    fn korean(&self) -> String {
        match self {
            Notice::Event(Event::Gap { span, cause }) => format!(
                "{}에서 {:.2}초의 소리가 빠졌습니다 ({}). 그 자리는 무음으로 채웠습니다",
                clock(span.start_s),
                span.duration_s(),
                match cause {
                    Cause::Overrun => "시스템이 제때 받지 못했습니다",
                    Cause::Stall => "마이크가 잠시 멈췄습니다",
                    Cause::Lost => "마이크가 끊겼습니다",
                }
            ),
            Notice::Event(Event::Lost(reason)) => {
                format!("마이크 오류({reason}): 지금까지의 소리는 안전합니다. 다시 여는 중 …")
            }
            Notice::Event(Event::Back) => "마이크가 돌아왔습니다. 녹음을 계속합니다".into(),
            Notice::Event(Event::Silent) => {
                "마이크에서 아무 소리도 오지 않습니다. 음소거인지, 다른 \
                 입력이 맞는지 확인하세요 (`aloud devices`)"
                    .into()
            }
            Notice::Event(Event::Resumed(pause)) => {
                format!("일시정지한 {:.1}초는 녹음에 없습니다", pause.removed_s)
            }
            Notice::Abandoned(take) => {
                format!(
                    "녹음을 포기했습니다. `aloud delete {take}`로 지울 때까지 {take}에 남습니다"
                )
            }
            Notice::LimitReached(limit_s) => format!("제한 시간 {}이 지났습니다", clock(*limit_s)),
            Notice::Ended(End::Lost(reason)) => {
                format!(
                    "마이크 오류({reason}): 돌아오지 않아 녹음을 마쳤습니다. 그때까지의 소리는 남아 있습니다"
                )
            }
            Notice::Event(Event::Removed) => "녹음 폴더가 지워졌습니다. 녹음은 계속되며, 끝나면 \
                 소리를 그 자리에 다시 저장합니다"
                .into(),
            Notice::Ended(End::WriteFailed { reason, refusal }) => format!(
                "저장할 수 없어 녹음을 마쳤습니다 ({reason}). {}. 그때까지의 소리는 남아 있습니다",
                refusal.mend(Language::Korean)
            ),
            Notice::Ended(End::FileFull) => {
                "WAV 파일이 가질 수 있는 최대 크기가 되어 녹음을 마쳤습니다. 새로 녹음하세요".into()
            }
            Notice::Ended(End::Asked | End::Length) => "녹음을 멈췄습니다".into(),
            Notice::Kept { take, seconds } => {
                format!("{} 녹음을 {take}(으)로 저장했습니다", clock(*seconds))
            }
            Notice::NoVoice => {
                "질문을 읽어 줄 음성이 없습니다: 화면으로 읽으세요. 리눅스에서는 espeak-ng를 쓸 수 있습니다"
                    .into()
            }
            Notice::VoiceFails => "음성이 소리를 내지 못합니다: 질문을 화면으로 읽으세요".into(),
        }
    }
}
