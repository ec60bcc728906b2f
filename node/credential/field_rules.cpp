#include "node/credential/field_rules.hpp"

#include <string>

#include "crypto/base/time.hpp"
#include "node/credential/achievement.hpp"
#include "node/credential/credential.hpp"

namespace waarmerk::node::credential {
namespace {

Result<void> absent(const Place& place, std::string_view name, Presence presence) {
  if (presence == Presence::optional) return {};
  return place.fail_at(name, bad_achievement, "This must be there.");
}

bool is_text(json::Value value) {
  return value.string() || (value.is(json::Kind::object) && value.size() > 0);
}

}  // namespace

Result<void> expect_object(const Place& place, std::string_view type) {
  if (!place.value().is(json::Kind::object)) {
    return place.fail_here(bad_achievement, "This must be an object.");
  }
  if (!place.has_type(type)) {
    return place.fail_at("type", bad_achievement, "The type must hold " + std::string(type) + ".");
  }
  return {};
}

Result<void> expect_text(const Place& place, std::string_view name, Presence presence) {
  const auto found = place.find(name);
  if (!found) return absent(place, name, presence);
  const auto text = found->value().string();
  if (!is_text(found->value()) || (text && text->empty() && presence == Presence::required)) {
    return found->fail_here(bad_achievement, "This must be a text.");
  }
  return {};
}

Result<void> expect_texts(const Place& place, std::string_view name, std::size_t count_max) {
  return each(place, name, count_max, bad_achievement, [](const Place& one) -> Result<void> {
    if (is_text(one.value())) return {};
    return one.fail_here(bad_achievement, "This must be a text.");
  });
}

Result<void> expect_url(const Place& place, std::string_view name, Presence presence) {
  const auto found = place.find(name);
  if (!found) return absent(place, name, presence);
  const auto text = found->value().string();
  if (!text || !is_url(*text)) return found->fail_here(bad_achievement, "This must be a URL.");
  return {};
}

Result<void> expect_time(const Place& place, std::string_view name) {
  const auto found = place.find(name);
  if (!found) return {};
  const auto text = found->value().string();
  if (text && parse_time(*text)) return {};
  return found->fail_here(bad_achievement, "This must be a date and time with a zone.");
}

Result<void> expect_number(const Place& place, std::string_view name, Presence presence) {
  const auto found = place.find(name);
  if (!found) return absent(place, name, presence);
  if (found->value().is(json::Kind::number)) return {};
  return found->fail_here(bad_achievement, "This must be a number.");
}

Result<void> expect_word(const Place& place, std::string_view name, Presence presence,
                         Vocabulary is_word) {
  const auto found = place.find(name);
  if (!found) return absent(place, name, presence);
  const auto text = found->value().string();
  if (!text || !is_word(*text)) {
    return found->fail_here(bad_achievement, "This is not one of the words that may stand here.");
  }
  return {};
}

}  // namespace waarmerk::node::credential
