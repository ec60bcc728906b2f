#include "node/actions/define_achievement.hpp"

#include <utility>

#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/achievement.hpp"
#include "node/credential/definition.hpp"
#include "node/records/achievements.hpp"

namespace waarmerk::node::actions {
namespace {

Result<json::Document> with_string(const json::Document& document, std::string_view name,
                                   const json::Writer& value) {
  TRY(parsed, json::parse(value.text()));
  return json::with_member(document.root(), name, parsed.root());
}

/// Under our web address where we have one, so that a browser can read the definition.
std::string draw_achievement_id(const Ports& ports) {
  const auto uuid = draw_uuid(ports.random);
  const auto& url = ports.self.url;
  return url.empty() ? "urn:uuid:" + uuid : url + "/v1/achievements/" + uuid;
}

/// Fills in what a person need not type.
Result<json::Document> complete(const Ports& ports, json::Document definition) {
  if (!definition.root().find("id")) {
    json::Writer id;
    id.string(draw_achievement_id(ports));
    TRY(named, with_string(definition, "id", id));
    definition = named;
  }
  if (!definition.root().find("type")) {
    json::Writer type;
    type.begin_array().string("Achievement").end_array();
    TRY(typed, with_string(definition, "type", type));
    definition = typed;
  }
  return definition;
}

}  // namespace

Task<Result<json::Document>> define_achievement(Ports& ports, json::Document definition) {
  CO_TRY(whole, complete(ports, std::move(definition)));
  CO_TRY(achievement, credential::read_achievement(whole.root()));
  if (auto signable = credential::check_definition(whole, ports.contexts); !signable) {
    co_return failure_of(std::move(signable));
  }
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(before, records::find_achievement(ports.records.store, achievement.id));
  const auto text = json::canonical(whole.root());
  if (before) {
    // Badges hold the definition that they were given for, so one id never means two things.
    if (json::canonical(before->root()) == text) co_return *before;
    co_return fail(achievement_exists, "Another badge definition has this id.", "$.id");
  }
  storage::Batch rows;
  records::save_achievement(rows, achievement.id, whole.root());
  feed::Draft draft{.type = feed::EntryType::achievement, .payload = to_bytes(bytes_of(text))};
  auto published = co_await ports.publisher.publish(std::move(draft), std::move(rows));
  if (!published) co_return failure_of(std::move(published));
  co_return whole;
}

}  // namespace waarmerk::node::actions
