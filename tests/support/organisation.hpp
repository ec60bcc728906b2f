// Organisation: a folder that a waarmerkd can run on, as `waarmerk org init` makes one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace waarmerk::tests {

enum class DidForm { web, webvh, key };

/// By hand quickly, with the cheapest passphrase; or as an operator does it.
enum class MadeBy { test, command_line };

struct OrganisationWish {
  std::string name = "Bibliotheek";
  DidForm did = DidForm::web;
  std::vector<std::string> peers = {};
  std::vector<std::string> follow = {};  ///< `peers.follow`
  /// TOML that follows, such as "[log]\nlevel = \"debug\"\n".
  std::string settings = {};
  MadeBy made_by = MadeBy::test;
  std::uint16_t port = 0;  ///< and with it the name; 0 for a free one
};

/// A port of 127.0.0.1 that nobody listens on, outside the range of which outgoing connections
/// take theirs.
std::uint16_t free_port();

/// Runs a program, the first word, to its end; its exit code, and -1 where it ended otherwise.
int run_program(std::vector<std::string> words);

class Organisation {
 public:
  explicit Organisation(OrganisationWish wish = {});

  const std::string& name() const { return name_; }
  std::uint16_t port() const { return port_; }
  const std::string& url() const { return url_; }
  const std::string& did() const { return did_; }
  /// May do everything.
  const std::string& token() const { return token_; }
  /// May only read; empty where the command line made the organisation.
  const std::string& reading_token() const { return reading_token_; }
  static const std::string& passphrase();

  std::filesystem::path folder() const { return top_ / "organisation"; }
  const std::filesystem::path& config() const { return config_; }
  std::filesystem::path log() const { return top_ / "log"; }

  /// Writes the configuration anew.
  void configure(const std::vector<std::string>& peers, const std::string& settings) const;
  /// A copy of the whole folder, as a backup makes it.
  void copy_to(const std::string& backup) const;
  /// Puts a backup in the folder's place.
  void restore(const std::string& backup) const;
  /// Nothing of the organisation is left.
  void destroy() const;

 private:
  void found(DidForm form);
  void found_by_command_line();

  TemporaryFolder top_;
  std::vector<std::string> follow_;
  std::filesystem::path config_ = top_ / "waarmerk.toml";
  std::string name_;
  std::uint16_t port_;
  std::string url_ = "http://localhost:" + std::to_string(port_);
  std::string did_;
  std::string token_;
  std::string reading_token_;
};

}  // namespace waarmerk::tests
