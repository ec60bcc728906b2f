#include "cli/demo_judged.hpp"

#include "cli/error_codes.hpp"

namespace waarmerk::cli {

Result<Judged> Judged::make(json::Document answer, std::int64_t micros) {
  if (!answer.root().find("verdict")) return fail(demo_failed, "The node gave no verdict.");
  return Judged(std::move(answer), micros);
}

std::string Judged::text(std::initializer_list<std::string_view> names) const {
  return string_at(*answer_.root().find("verdict"), names);
}

std::string Judged::sentence(std::string_view code) const {
  const auto checks = answer_.root().find("verdict")->find("checks");
  if (!checks) return {};
  for (const auto check : checks->elements()) {
    if (string_at(check, {"code"}) == code) return string_at(check, {"sentence"});
  }
  return {};
}

Result<void> Judged::expect(std::string_view outcome, std::string_view code) const {
  const auto said = text({"outcome"});
  const auto why = text({"code"});
  if (said != outcome || why != code) {
    return fail(demo_failed, "The node judged: " + said + " (" + why + "). " + text({"summary"}));
  }
  const auto phoned = answer_.root().find("verdict")->find("phonedHome");
  if (!phoned || phoned->boolean() != false) {
    return fail(demo_failed, "To judge, the node asked somebody outside.");
  }
  return {};
}

std::string string_at(json::Value value, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    const auto found = value.find(name);
    if (!found) return {};
    value = *found;
  }
  return std::string(value.string().value_or(""));
}

}  // namespace waarmerk::cli
