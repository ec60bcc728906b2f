// Purse: a desk with a badge book of somebody's own, in a folder that is gone afterwards.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "crypto/encoding/percent.hpp"
#include "crypto/json/parse.hpp"
#include "storage/durable_file.hpp"
#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::tests {

struct Purse {
  TemporaryFolder home;
  BadgeFiles files{home.path(), badge_now};
  Desk desk{badge_now};
  std::string passphrase_file = (home.path() / "passphrase").string();

  Purse() {
    REQUIRE(storage::save_private_file(passphrase_file, bytes_of("correct horse battery")));
  }

  std::string folder(const std::string& name = "wallet") const {
    return (home.path() / name).string();
  }
  /// `wallet <words>` in the folder of that name.
  Typed wallet(std::vector<std::string> words, const std::string& name = "wallet") {
    words.insert(words.begin(), "wallet");
    words.insert(words.end(), {"--wallet", folder(name), "--passphrase-file", passphrase_file});
    return desk.type(words);
  }
  json::Document wallet_json(std::vector<std::string> words, const std::string& name = "wallet") {
    words.emplace_back("--json");
    const auto typed = wallet(std::move(words), name);
    INFO(typed.err);
    const auto line = json::parse(typed.out.substr(0, typed.out.find('\n')));
    REQUIRE(line);
    return *line;
  }
  void answer(const std::string& request, int status, const std::string& body) {
    desk.network.answers[request] = {
        .status = status, .content_type = "application/json", .body = body};
  }
  std::string read(const std::string& path) {
    return desk.make_workspace().read_file(path, 1 << 20).value();
  }
};

}  // namespace waarmerk::tests
