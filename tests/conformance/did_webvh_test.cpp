// did:webvh 1.0: logs of five implementations, and what an audit of them found to be accepted
// wrongly.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "did/resolution.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::did {
namespace {

namespace fs = std::filesystem;

constexpr UnixTime now{1'793'000'000'000};  // 2026-10-26

/// Positive logs that the specification refuses, and why.
const std::map<std::string, std::string> exceptions = {
    {"witness-update/ts", "its second entry needs two of the witnesses before it, and has one"},
    {"witness-update/rust", "the same; and its witnesses are no did:keys"},
    {"witness-update/python", "its second entry has one confirmation, and needs two"},
    {"witness-update/java", "its second entry has one confirmation, and needs two"},
    {"witness-update/java-eecc", "its second entry has one confirmation, and needs two"},
    {"witness-threshold/rust", "its witnesses are no did:keys"},
};

json::Document read_json(const fs::path& path) {
  return json::parse(tests::read_file(path)).value();
}

/// The name of the DID in the last entry of its log.
std::string last_name(const std::string& log) {
  const auto end = log.find_last_not_of('\n') + 1;
  const auto start = log.rfind('\n', end - 1);
  const auto line =
      json::parse(log.substr(start == std::string::npos ? 0 : start + 1, end)).value();
  return std::string(line.root().find("state")->find("id")->string().value());
}

std::string first_scid(const std::string& log) {
  const auto line = json::parse(log.substr(0, log.find('\n'))).value();
  return std::string(line.root().find("parameters")->find("scid")->string().value());
}

Resolution resolve(const std::string& did, const fs::path& folder,
                   Version version = LastVersion{}) {
  Resolution resolution(Did::parse(did).value(), {.now = now, .version = std::move(version)});
  while (const auto request = resolution.next()) {
    const auto file = folder / request->url.substr(request->url.rfind('/') + 1);
    resolution.supply(fs::exists(file) ? Reply{200, tests::read_file(file)} : Reply{404, ""});
  }
  return resolution;
}

/// Without services: resolvers add those that are implied, each in its own way.
std::string without_services(json::Value document) {
  const auto bare = json::without_member(document, "service");
  return json::canonical(bare->root());
}

/// Two of the makers write methods that nobody controls, which a DID document may not hold.
bool lacks_controller(std::optional<json::Value> methods) {
  if (!methods) return false;
  for (const json::Value method : methods->elements()) {
    if (method.is(json::Kind::object) && !method.find("controller")) return true;
  }
  return false;
}

/// `resolutionResult.2.json` asks for version 2.
Version version_in(const std::string& file_name) {
  const auto middle = file_name.substr(file_name.find('.') + 1);
  if (middle == "json") return LastVersion{};
  return static_cast<std::uint32_t>(std::stoul(middle));
}

struct Case {
  std::string name;  ///< `scenario/implementation`
  fs::path folder;
};

std::vector<Case> cases_of(const fs::path& vectors, bool negative) {
  std::vector<Case> cases;
  for (const auto& scenario : fs::directory_iterator(vectors)) {
    if (!scenario.is_directory()) continue;
    const auto name = scenario.path().filename().string();
    if (name.starts_with("negative-") != negative) continue;
    for (const auto& maker : fs::directory_iterator(scenario.path())) {
      if (!maker.is_directory()) continue;
      cases.push_back({name + "/" + maker.path().filename().string(), maker.path()});
    }
  }
  return cases;
}

/// The DID that a script asks for by name.
std::string did_in_script(const fs::path& script) {
  const auto text = tests::read_file(script);
  const auto start = text.find("did: \"") + std::string_view("did: \"").size();
  return text.substr(start, text.find('"', start) - start);
}

bool is_refused_at_once(const std::string& text) {
  const auto did = Did::parse(text);
  return !did || (!Resolution(*did).next() && !Resolution(*did).outcome());
}

}  // namespace

TEST_CASE("did:webvh: every log of the field resolves to what its maker says") {
  VECTORS_OR_SKIP(folder, "did-webvh");
  int checked = 0;
  int refused = 0;
  for (const auto& one : cases_of(folder, false)) {
    CAPTURE(one.name);
    const auto did = last_name(tests::read_file(one.folder / "did.jsonl"));
    if (exceptions.contains(one.name)) {
      CHECK(resolve(did, one.folder).outcome().error().code == bad_log);
      ++refused;
      continue;
    }
    for (const auto& file : fs::directory_iterator(one.folder)) {
      const auto name = file.path().filename().string();
      if (!name.starts_with("resolutionResult")) continue;
      const auto expected = read_json(file.path());
      const auto metadata = *expected.root().find("didDocumentMetadata");
      const auto resolution = resolve(did, one.folder, version_in(name));
      REQUIRE(resolution.history() != nullptr);
      CAPTURE(name);
      if (resolution.history()->fault()) CAPTURE(resolution.history()->fault()->detail);
      REQUIRE_FALSE(resolution.history()->fault());
      const auto version_id = json::Reader(metadata).get_string("versionId").value();
      const auto entry = resolution.history()->find(Did::parse(did).value(), version_id);
      REQUIRE(entry);
      const auto document = expected.root().find("didDocument");
      if (document && document->is(json::Kind::object)) {
        CHECK(without_services((*entry)->document.root()) == without_services(*document));
      }
      const bool is_last = std::holds_alternative<LastVersion>(version_in(name));
      if (is_last && (*entry)->parameters.deactivated) {
        CHECK(resolution.outcome().error().code == deactivated);
      } else if (lacks_controller(document->find("verificationMethod"))) {
        CHECK(resolution.outcome().error().code == bad_document);
      } else {
        CHECK(resolution.outcome().has_value());
      }
      ++checked;
    }
  }
  MESSAGE("did:webvh: " << checked << " results agree, " << refused << " logs are refused");
  CHECK(checked + refused >= 64);
}

TEST_CASE("did:webvh: what an audit found to be accepted wrongly is refused") {
  VECTORS_OR_SKIP(folder, "did-webvh");
  int refused = 0;
  for (const auto& one : cases_of(folder, true)) {
    CAPTURE(one.name);
    const auto log = tests::read_file(one.folder / "did.jsonl");
    if (log.empty()) {
      CHECK(is_refused_at_once(did_in_script(one.folder.parent_path() / "script.yaml")));
    } else {
      for (const auto& did : {last_name(log), "did:webvh:" + first_scid(log) + ":example.com"}) {
        CHECK_FALSE(resolve(did, one.folder).outcome());
      }
    }
    ++refused;
  }
  MESSAGE("did:webvh: " << refused << " negatives refused");
  CHECK(refused == 16);
}

}  // namespace waarmerk::did
