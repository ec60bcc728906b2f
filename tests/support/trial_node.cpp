#include "tests/support/trial_node.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

namespace waarmerk::tests {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds patience{30};

}  // namespace

std::string award_body(std::string_view achievement) {
  return R"({"achievement":")" + std::string(achievement) + R"(","subject":{"id":")" +
         std::string(trial_subject) + R"("}})";
}

std::string definition_body(std::string_view name) {
  return R"({"name":")" + std::string(name) + R"(",
    "description":"Helpt bezoekers van de bibliotheek met hun digitale vragen.",
    "achievementType":"Badge","inLanguage":"nl","tag":["digitaal","vrijwilliger"],
    "criteria":{"narrative":"Hielp op tien middagen bezoekers, en sprak elke middag na."},
    "alignment":[{"type":["Alignment"],"targetName":"digitale vaardigheden aanleren",
      "targetUrl":"http://data.europa.eu/esco/skill/0a5db5a9-16ff-4f7c-9a9b-5e5d5a1d3ee1",
      "targetFramework":"ESCO","targetType":"ext:ESCOSkill"}]})";
}

std::string verify_body(std::string_view credential) {
  return R"({"verifiableCredential":)" + std::string(credential) + "}";
}

std::string TrialNode::define(std::string_view name) {
  const auto answer = caller.post("/v1/achievements", definition_body(name), token());
  REQUIRE_MESSAGE(answer.status == 201, answer.body);
  return answer.text("id");
}

Awarded TrialNode::award(std::string_view achievement) {
  const auto answer = caller.post("/v1/badges", award_body(achievement), token());
  REQUIRE_MESSAGE(answer.status == 201, answer.body);
  return {answer.text("id"), answer.raw_last("credential")};
}

void TrialNode::change(const Awarded& badge, std::string_view action) {
  const auto target = "/v1/badges/" + badge.id + "/" + std::string(action);
  const auto answer = caller.post(target, R"({"reason":"as the trial wants"})", token());
  REQUIRE_MESSAGE(answer.status == 200, answer.body);
}

Answer TrialNode::verify(std::string_view credential) {
  return caller.post("/credentials/verify", verify_body(credential));
}

std::string TrialNode::verdict_code(std::string_view credential) {
  return verify(credential).text("verdict.code");
}

void TrialNode::sync() {
  const auto answer = caller.post("/v1/peers/sync", "", token());
  REQUIRE_MESSAGE(answer.status == 202, answer.body);
}

std::string TrialNode::head_of(const std::string& feed_name) {
  const auto answer = caller.get("/bot/1/f/" + feed_name + "/head");
  return answer.status == 200 ? answer.body : std::string();
}

bool TrialNode::comes_to_hold(const std::string& feed_name, const std::string& head) {
  REQUIRE_FALSE(head.empty());
  for (const auto until = steady_clock::now() + patience; steady_clock::now() < until;) {
    if (head_of(feed_name) == head) return true;
    sync();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

double TrialNode::metric(std::string_view name) {
  const auto text = caller.get("/metrics").body;
  double sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    if (line.starts_with(name)) sum += std::stod(std::string(line.substr(line.rfind(' ') + 1)));
    at = end + 1;
  }
  return sum;
}

}  // namespace waarmerk::tests
