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

std::string deciding_sentence(const Answer& answer, words::Language language) {
  const auto& verdict = answer.verdict;
  if (answer.read && verdict.accepted()) {
    return std::string(words::text_of(language, "receipt.title"));
  }
  if (verdict.outcome == credential::Outcome::genuine) return {};
  const auto found =
      std::ranges::find(verdict.checks, verdict.finding, &credential::Check::finding);
  if (found == verdict.checks.end()) return {};
  return words::fill(language, sentence_for(language, *found), found->facts);
}

}  // namespace

http::Response answer_json(const Answer& answer) {
  const auto& verdict = answer.verdict;
  const auto state = answer.read ? credential::CheckState::unchecked : state_of(verdict.outcome);
  const auto heading = answer.read ? words::Key("receipt.title") : heading_of(verdict);
  json::Writer writer;
  writer.begin_object().member("heading", words::text_of(answer.language, heading));
  writer.member("state", class_of(state));
  writer.member("sentence", deciding_sentence(answer, answer.language.first));
  if (const auto& second = answer.language.second) {
    writer.name("beside").begin_object().member("language", words::print_language(*second));
    writer.member("heading", words::text_of(*second, heading));
    writer.member("sentence", deciding_sentence(answer, *second)).end_object();
  }
  if (!answer.receipt.empty()) writer.member("receipt", answer.receipt);
  credential::write_verdict(writer, verdict);
  return http::json_response(200, writer.end_object().take());
}

http::Response wrong_json(const words::Languages& language, words::Key why, int status) {
  const std::vector<words::Fact> facts{{"size", std::to_string(badge_bytes_max / 1'000'000)}};
  const auto sentence = [&](words::Language one) {
    return words::fill(one, words::text_of(one, why), facts);
  };
  json::Writer writer;
  writer.begin_object().member("wrong", why.name()).member("sentence", sentence(language.first));
  if (const auto& second = language.second) {
    writer.name("beside").begin_object().member("language", words::print_language(*second));
    writer.member("sentence", sentence(*second)).end_object();
  }
  return http::json_response(status, writer.end_object().take());
}

}  // namespace waarmerk::node::web
