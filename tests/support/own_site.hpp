// OwnSite: an organisation's folder as `org init` makes it, and what becomes of its DID.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/json/parse.hpp"
#include "did/did_webvh.hpp"
#include "did/document_history.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/families.hpp"
#include "node/records/organisation.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::tests {

struct OwnSite {
  TemporaryFolder home;
  Desk desk{UnixTime{1'772'532'720'000}};
  std::string folder = (home / "library").string();

  void init(const std::string& did = "webvh") {
    REQUIRE(desk.type({"org", "init", "--dir", folder, "--name", "Library", "--url",
                       "https://library.example", "--did", did, "--generate-passphrase"})
                .exit == 0);
  }
  Typed type(std::vector<std::string> words) {
    words.insert(words.end(), {"--config", folder + "/waarmerk.toml"});
    return desk.type(words);
  }
  std::unique_ptr<storage::RocksStore> store() const {
    const std::vector<std::string> families(node::records::family_names.begin(),
                                            node::records::family_names.end());
    auto opened = storage::RocksStore::open(folder + "/data", families);
    REQUIRE(opened);
    return std::move(*opened);
  }
  /// The history as a stranger reads it.
  did::DocumentHistory history() const {
    const auto opened = store();
    const auto own = node::records::load_organisation(*opened);
    const auto did = did::Did::parse((*own)->did).value();
    const auto known = node::records::find_log(*opened, did::scid_of(did));
    const auto log = did::WebvhLog::read((*known)->log, did::scid_of(did), desk.clock.now());
    auto documents = did::DocumentHistory::of(did, log);
    REQUIRE(documents);
    return *std::move(documents);
  }
};

inline std::string text_at(const std::string& json_text, std::string_view name) {
  const auto document = json::parse(json_text);
  REQUIRE(document);
  return std::string(document->root().find(name)->string().value_or(""));
}

}  // namespace waarmerk::tests
