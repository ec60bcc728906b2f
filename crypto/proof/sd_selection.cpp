#include "crypto/proof/sd_selection.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/pointer.hpp"
#include "crypto/json/tape.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::proof {
namespace {

/// Where values stand, which tells equal ones apart.
using Places = std::unordered_set<const std::uint64_t*>;

const std::uint64_t* place_of(json::Value value) { return json::Place::of(value).at; }

std::unexpected<Error> refuse(std::string_view pointer) {
  return fail(bad_pointer,
              "the document has nothing at the pointer " + std::string(pointer.substr(0, 200)));
}

struct Chosen {
  Places whole;   // what a pointer leads to
  Places on_way;  // the objects and arrays before it
};

Result<void> choose(json::Value document, std::string_view pointer, Chosen& chosen) {
  if (!pointer.starts_with('/') || pointer.size() > pointer_bytes_max) return refuse(pointer);
  if (pointer == "/proof" || pointer.starts_with("/proof/")) return refuse(pointer);
  std::string_view rest = pointer;
  json::Value here = document;
  while (!rest.empty()) {
    chosen.on_way.insert(place_of(here));
    const auto end = rest.find('/', 1);
    const auto token = rest.substr(1, end == std::string_view::npos ? end : end - 1);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
    const auto next = json::step_to(here, token);
    if (!next) return refuse(pointer);
    here = *next;
  }
  chosen.whole.insert(place_of(here));
  return {};
}

/// Writes what was chosen, and notes what its objects were.
class SelectionWriter {
 public:
  explicit SelectionWriter(const Chosen& chosen) : chosen_(chosen) {}

  void write_root(json::Value root) {
    begin(root);
    for (const json::Member member : root.members()) {
      if (member.name == "@context") {
        writer_.name(member.name);
        copy(member.value);
      } else if (member.name != "proof") {
        write_member(member);
      }
    }
    writer_.end_object();
  }
  Result<Selection> finish() {
    TRY(document, json::parse(writer_.take()));
    return Selection{.document = document, .sources = std::move(sources_)};
  }

 private:
  void begin(json::Value object) {
    sources_.push_back(object);
    writer_.begin_object();
  }
  void copy(json::Value value) {
    collect_objects(value, sources_);
    writer_.value(value);
  }
  bool has(json::Value value) const {
    return chosen_.whole.contains(place_of(value)) || chosen_.on_way.contains(place_of(value));
  }
  void write_member(const json::Member& member) {
    const bool says_what = member.name == "id" || member.name == "type";
    if (!says_what && !has(member.value)) return;
    writer_.name(member.name);
    if (says_what) return copy(member.value);
    write(member.value);
  }
  void write(json::Value value) {
    if (chosen_.whole.contains(place_of(value))) return copy(value);
    if (value.is(json::Kind::array)) {
      writer_.begin_array();
      for (const json::Value one : value.elements()) {
        if (has(one)) write(one);
      }
      writer_.end_array();
      return;
    }
    begin(value);
    for (const json::Member member : value.members()) write_member(member);
    writer_.end_object();
  }

  const Chosen& chosen_;
  json::Writer writer_;
  std::vector<json::Value> sources_;
};

}  // namespace

void collect_objects(json::Value value, std::vector<json::Value>& objects) {
  if (value.is(json::Kind::object)) objects.push_back(value);
  for (const json::Member member : value.members()) collect_objects(member.value, objects);
  for (const json::Value one : value.elements()) collect_objects(one, objects);
}

Result<Selection> select(json::Value document, std::span<const std::string> pointers) {
  Chosen chosen;
  for (const std::string& pointer : pointers) TRY_OK(choose(document, pointer, chosen));
  SelectionWriter writer(chosen);
  writer.write_root(document);
  return writer.finish();
}

}  // namespace waarmerk::proof
