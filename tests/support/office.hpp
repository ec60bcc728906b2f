// Office: a desk with an organisation of its own, whose node is a row of canned answers.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_builder.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::tests {

class Office {
 public:
  /// Made by `org init`, with a passphrase that lies in the folder.
  explicit Office(const std::string& url = "http://localhost:8099") {
    const auto made = desk.type({"org", "init", "--dir", folder(), "--name", "Library", "--url",
                                 url, "--generate-passphrase"});
    REQUIRE(made.exit == 0);
    desk.environment["WAARMERK_CONFIG"] = folder() + "/waarmerk.toml";
  }

  std::string folder() const { return (home_ / "library").string(); }
  std::string home() const { return home_.path().string(); }

  /// What the node answers, and the last thing that it was asked.
  void answer(const std::string& request, int status, const std::string& body) {
    const auto space = request.find(' ');
    desk.network.answers[request.substr(0, space) + " http://127.0.0.1:8099" +
                         request.substr(space + 1)] = {
        .status = status, .content_type = "application/json", .body = body};
  }
  const node::fetch::FetchRequest& last() const {
    REQUIRE_FALSE(desk.network.asked.empty());
    return desk.network.asked.back();
  }

  Desk desk{badge_now};

 private:
  TemporaryFolder home_;
};

}  // namespace waarmerk::tests
