#include "node/web/answer_json.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "crypto/json/writer.hpp"
#include "node/credential/sentences.hpp"
#include "node/http/json_body.hpp"
#include "node/web/check_page.hpp"
#include "node/web/markup.hpp"

namespace waarmerk::node::web {
namespace {

std::string deciding_sentence(const Answer& answer) {
  const auto& verdict = answer.verdict;
  if (answer.read && verdict.accepted()) {
    return std::string(words::text_of(answer.language, "receipt.title"));
  }
  if (verdict.outcome == credential::Outcome::genuine) return {};
  const auto found =
      std::ranges::find(verdict.checks, verdict.finding, &credential::Check::finding);
  if (found == verdict.checks.end()) return {};
  return words::fill(answer.language, sentence_for(answer.language, *found), found->facts);
}

}  // namespace

http::Response answer_json(const Answer& answer) {
  const auto& verdict = answer.verdict;
  const auto state = answer.read ? credential::CheckState::unchecked : state_of(verdict.outcome);
  const auto heading = answer.read ? words::Key("receipt.title") : heading_of(verdict);
  json::Writer writer;
  writer.begin_object().member("heading", words::text_of(answer.language, heading));
  writer.member("state", class_of(state)).member("sentence", deciding_sentence(answer));
  credential::write_verdict(writer, verdict);
  return http::json_response(200, writer.end_object().take());
}

http::Response wrong_json(words::Language language, words::Key why, int status) {
  const std::vector<words::Fact> facts{{"size", std::to_string(badge_bytes_max / 1'000'000)}};
  json::Writer writer;
  writer.begin_object().member("wrong", why.name());
  writer.member("sentence", words::fill(language, words::text_of(language, why), facts));
  return http::json_response(status, writer.end_object().take());
}

}  // namespace waarmerk::node::web
