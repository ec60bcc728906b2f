// Config: what the operator decided, from one TOML file and the environment.
//
// No secret is ever a value here: a secret lies in a file of its own, or is a systemd credential,
// and only its path is configured.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"

namespace waarmerk::node::ops {

inline constexpr ErrorCode unknown_key{"config.unknown_key", ErrorKind::invalid};
inline constexpr ErrorCode bad_value{"config.bad_value", ErrorKind::invalid};
inline constexpr ErrorCode bad_file{"config.bad_file", ErrorKind::invalid};

/// Each key is documented in config_keys.cpp, from where print_default_config() tells it.
struct Config {
  struct Node {
    std::string data_dir = "/var/lib/waarmerk";
    std::string name;
    std::string public_url;
    std::string did;
    std::vector<std::string> mirrors;
  } node;
  struct Listen {
    std::string address = "127.0.0.1";
    std::int64_t port = 8080;
  } listen;
  struct Tls {
    std::string certificate;
    std::string key;
  } tls;
  struct Limits {
    std::int64_t body_bytes_max = 4 << 20;
    std::int64_t header_bytes_max = 16 << 10;
    std::int64_t connections_max = 1000;
    std::int64_t connections_per_address_max = 100;
    std::int64_t requests_per_second = 20;
    std::int64_t requests_burst = 40;
    std::int64_t header_timeout_ms = 10'000;
    std::int64_t body_timeout_ms = 30'000;
    std::int64_t write_timeout_ms = 30'000;
    std::int64_t idle_timeout_ms = 60'000;
    std::int64_t drain_timeout_ms = 10'000;
  } limits;
  struct Peers {
    std::vector<std::string> urls;
    std::int64_t poll_seconds = 30;
    std::vector<std::string> follow;
    std::vector<std::string> seeds;
  } peers;
  struct Witness {
    bool enabled = false;
  } witness;
  struct Policy {
    std::vector<std::string> trusted_witnesses;
    std::int64_t witnesses_needed = 2;
    std::string trust_file;
    std::vector<std::string> hierarchies;
  } policy;
  struct Fetch {
    bool allow_plain_http_on_loopback = false;
    std::string ca_file;
  } fetch;
  struct Vault {
    std::string passphrase_file;
  } vault;
  struct Contexts {
    std::vector<std::string> pinned;
  } contexts;
  struct Documents {
    std::vector<std::string> pinned;
  } documents;
  struct Audit {
    bool enabled = false;
  } audit;
  struct Auth {
    bool open_on_loopback = false;
  } auth;
  struct Log {
    std::string level = "info";
  } log;
};

/// `NAME` and its value, such as main() is given.
using Environment = std::vector<std::pair<std::string, std::string>>;

/// The process's own environment.
Environment system_environment();

/// TOML text, over which `WAARMERK_<SECTION>_<KEY>` of the environment goes. A list is given there
/// as its elements with commas between. Fails with config.bad_file, config.unknown_key (which names
/// the nearest key there is) or config.bad_value; a detail never repeats a value.
Result<Config> parse_config(std::string_view toml, const Environment& environment);

/// The same from a file of at most 1 MiB.
Result<Config> load_config(const std::string& path, const Environment& environment);

/// A file with every key, its meaning and its default, that parses to `Config{}`.
std::string print_default_config();

}  // namespace waarmerk::node::ops
