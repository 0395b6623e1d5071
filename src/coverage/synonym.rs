//! A small thesaurus of what interview answers say in several ways, across both languages. Words of
//! one line count as a good match for one another, never as the same word. It was written from
//! how people tell work and study stories, and holds no word for a particular note.

use std::collections::HashMap;

use super::english::English;
use super::token::{Script, tokens_of};

/// One meaning a line, words separated by spaces.
const GROUPS: &str = "\
deadline due schedule 마감 기한 일정 데드라인
company companies firm startup corporation business enterprise 회사 기업 업체 스타트업
customer client user shopper buyer guest 고객 손님 사용자 유저 이용자
build develop create construct implement produce 만들 개발 제작 구축 구현 만드 만든
backend server 백엔드 서버
frontend interface client-side 프론트엔드 화면
improve increase boost enhance raise better optimize upgrade 개선 향상 높이 올리 늘리
reduce decrease cut lower shrink drop shorten 줄이 줄어 감소 낮추 단축
help support assist aid 돕 도움 지원 도와
team group crew squad 팀 조 그룹
member teammate colleague coworker peer 팀원 멤버 동료 구성원 회원 인원
lead leader president head captain manage manager run 리더 팀장 회장 이끌 대표 주도
result outcome consequence 결과 성과
solve resolve fix repair overcome settle 해결 고치 극복 풀
problem issue trouble difficulty challenge obstacle struggle bug 문제 어려움 이슈 장애 버그 오류 에러
research study investigate examine look survey explore read 조사 연구 공부 찾아보 알아보
learn study teach 배우 학습 공부 익히 배운
difficult hard tough challenging 어렵 어려운 힘들 힘든
easy simple simply straightforward convenient 쉽 쉬운 간단 간편 편하 편리
fast quick quickly rapid speed quicker faster soon 빠르 빨리 빠른 신속 속도
slow slowly 느리 느린 천천히
finish complete end conclude deliver 마치 끝내 완료 마무리 완성 끝났
start begin launch kick initiate found establish 시작 출발 착수
meeting meet talk discuss conversation session 회의 미팅 면담 만나 대화
contact reach mail email message call 연락 메일 이메일 전화
important key crucial essential critical vital 중요 핵심 필수
responsible charge duty task role job 책임 담당 역할 맡 업무 과제
goal aim objective target purpose 목표 목적
present show demonstrate demo showcase display 발표 보여 시연 공개
collect gather crawl scrape fetch download 수집 모으 모아 크롤링 긁
analyze compare check evaluate measure inspect 분석 비교 확인 평가 측정
translate translation 번역
success succeed successful 성공 성공적
fail failure crash break 실패 고장 망가
happy satisfy satisfied glad content pleased enjoy 만족 기쁘 행복 좋아
worry concern afraid fear 걱정 우려 두려
risk danger gamble 위험 리스크 모험
new novel unfamiliar unknown 새롭 새로운 처음 낯설
money cost expense price budget fee pay expensive cheap 비용 요금 돈 예산 가격
many several various numerous multiple 여러 다양 많은
data information 데이터 정보 자료
application app program product 앱 애플리케이션 어플 프로그램 제품
service 서비스
project 프로젝트 과제
real-time live realtime instantly 실시간 라이브
video stream footage clip 영상 동영상 비디오
chat chatting message 채팅 대화
deploy release ship rollout 배포 출시 릴리스
configure setup setting set 설정 구성 세팅
public open 공개 퍼블릭
private closed 비공개 프라이빗 사설
network 네트워크 통신망
experience 경험 경력
knowledge know understanding 지식 이해
grow growth develop 성장 발전
share give contribute 공유 나누 기여
decide choose select pick 결정 선택 고르 정하
ask request question 요청 질문 부탁 물어
explain describe introduce tell 설명 소개 말씀
feedback review comment opinion advice 피드백 의견 조언
test verify validate experiment try 테스트 검증 시험 실험
write draft document record note 작성 기록 문서 쓰 적
university college school campus 대학교 대학 학교
club society association circle 동아리 학회 모임
student pupil 학생 수강생
semester term 학기
week weekly 주 주간 매주
month monthly 달 개월 매달
year annual annually yearly 년 연간 매년 해마다
day daily 매일 날 하루
percent percentage 퍼센트 프로
person somebody individual people 사람 인원 명
night overnight 밤 새벽 야간
sleep rest 자 잠 수면
automatic automatically automate 자동 자동화
predict expect forecast estimate 예측 예상 추정
traffic load 트래픽 부하
error mistake wrong incorrect fault 실수 오류 잘못 틀리
accurate accuracy precise correct exact 정확 정확도
sales revenue income profit 매출 수익 판매
idea suggestion proposal suggest propose 아이디어 제안 의견
train practice exercise training 훈련 연습 교육
cooperate collaborate collaboration together 협력 협업 함께 같이
believe trust faith 믿 신뢰
divide split separate break assign 나누 분리 나눠 쪼개 배분
delay late postpone behind 지연 늦 미루
join participate attend 참여 참가 가입
store shop market 가게 매장 상점
volunteer voluntary 봉사 자원봉사
complain complaint angry upset 불만 항의 화 컴플레인
apologize sorry apology 사과 죄송
wait queue line 기다리 대기 줄
patient sick ill 환자 아프
drug medicine medication 약 의약품 약품
image picture photo 이미지 사진 그림
music song sound audio 음악 노래 소리 음향
motivate encourage 격려 동기 응원";

/// The thesaurus, by stem.
pub struct Synonyms {
    groups: HashMap<String, Vec<u16>>,
}

impl Synonyms {
    /// Reads the built-in groups.
    pub fn new(english: &English) -> Self {
        let mut groups: HashMap<String, Vec<u16>> = HashMap::new();
        for (id, line) in GROUPS.lines().enumerate() {
            for word in line.split(' ') {
                for token in tokens_of(word, english) {
                    if token.script == Script::Number {
                        continue;
                    }
                    let known = groups.entry(token.stem).or_default();
                    if !known.contains(&(id as u16)) {
                        known.push(id as u16);
                    }
                }
            }
        }
        Self { groups }
    }

    /// Numbers of the groups a stem stands in.
    pub fn groups(&self, stem: &str) -> &[u16] {
        self.groups.get(stem).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_meaning_share_a_group_across_languages() {
        let english = English::new();
        let synonyms = Synonyms::new(&english);
        let groups = |stem: &str| synonyms.groups(stem).to_vec();
        let customer = groups(&english.stem("customers"));
        assert!(customer.iter().any(|id| groups(&english.stem("client")).contains(id)));
        assert!(customer.iter().any(|id| groups("고객").contains(id)));
        assert!(groups("zebra").is_empty());
    }
}
