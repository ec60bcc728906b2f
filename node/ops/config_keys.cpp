#include "node/ops/config_keys.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace waarmerk::node::ops {
namespace {

constexpr std::int64_t ms_max = 3'600'000;

/// A password in a URL would be a secret in the configuration.
std::string_view fault_of_url(std::string_view url) {
  const bool http = url.starts_with("https://") || url.starts_with("http://");
  if (!http) return "must be a URL that begins with https:// or http://";
  const auto authority = url.substr(url.find("//") + 2);
  if (authority.substr(0, authority.find('/')).contains('@')) return "must not hold a user";
  const bool clean = std::ranges::all_of(url, [](char c) { return c > ' ' && c <= '~'; });
  if (!clean || url.contains('?') || url.contains('#')) return "must have no query and no spaces";
  return {};
}

std::string_view fault_of_public_url(std::string_view url) {
  return url.empty() ? std::string_view() : fault_of_url(url);
}

std::string_view fault_of_did(std::string_view did) {
  return did.empty() || did.starts_with("did:") ? "" : "must be a DID";
}

std::string_view fault_of_followed(std::string_view followed) {
  return followed == "seen" || followed.starts_with("did:") ? "" : "must be a DID or \"seen\"";
}

std::string_view fault_of_seed(std::string_view seed) {
  const bool is_name = seed.starts_with("did:") || seed.contains('.') || seed.contains(':');
  const bool is_plain =
      std::ranges::all_of(seed, [](char c) { return c > ' ' && c <= '~' && c != '/'; });
  return is_name && is_plain ? "" : "must be a domain or a DID";
}

std::string_view fault_of_witness(std::string_view witness) {
  return witness.starts_with("did:key:z6Mk") ? "" : "must be a did:key of an Ed25519 key";
}

std::string_view fault_of_level(std::string_view level) {
  constexpr std::array<std::string_view, 4> levels{"debug", "info", "warning", "error"};
  const bool known = std::ranges::find(levels, level) != levels.end();
  return known ? "" : "must be debug, info, warning or error";
}

std::string_view fault_of_address(std::string_view address) {
  return address.empty() ? "must be an address" : "";
}

std::string_view fault_of_folder(std::string_view folder) {
  return folder.empty() ? "must be a folder" : "";
}

std::string_view fault_of_file(std::string_view file) {
  return file.empty() ? "must be a file" : "";
}

/// A URL, a digest in hexadecimal, and a file, with one space between.
std::string_view fault_of_pin(std::string_view pin) {
  constexpr std::size_t digest_digits = 64;
  const auto url = pin.substr(0, pin.find(' '));
  const auto rest = pin.substr(std::min(url.size() + 1, pin.size()));
  const auto digest = rest.substr(0, rest.find(' '));
  if (url.empty() || rest.size() < digest.size() + 2) return "must be a URL, a SHA-256 and a file";
  const bool is_hex = std::ranges::all_of(
      digest, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (digest.size() != digest_digits || !is_hex) return "must have a SHA-256 of 64 digits 0-9 a-f";
  return {};
}

/// A DID and a file, with one space between.
std::string_view fault_of_document(std::string_view pin) {
  const auto did = pin.substr(0, pin.find(' '));
  return did.starts_with("did:") && pin.size() > did.size() + 1 ? "" : "must be a DID and a file";
}

const std::array keys{
    Key{"node", "data_dir", "Folder of the store and the vault.",
        TextKey{[](Config& c) -> auto& { return c.node.data_dir; }, fault_of_folder}},
    Key{"node", "name", "The organisation's name, as people read it.",
        TextKey{[](Config& c) -> auto& { return c.node.name; }}},
    Key{"node", "public_url",
        "Where others reach this node, such as https://badges.library.example.",
        TextKey{[](Config& c) -> auto& { return c.node.public_url; }, fault_of_public_url}},
    Key{"node", "did", "The organisation's DID, where it is not did:web of the public URL.",
        TextKey{[](Config& c) -> auto& { return c.node.did; }, fault_of_did}},

    Key{"node", "mirrors",
        "Web servers that hand out what 'node export-mirror' makes of this node: a did:web names "
        "them, a did:webvh after 'org name-mirrors', and they are asked after a restore.",
        ListKey{[](Config& c) -> auto& { return c.node.mirrors; }, 8, fault_of_url}},

    Key{"listen", "address", "Address to listen on; 0.0.0.0 or :: for all.",
        TextKey{[](Config& c) -> auto& { return c.listen.address; }, fault_of_address}},
    Key{"listen", "port", "Port to listen on; 0 for any that is free.",
        NumberKey{[](Config& c) -> auto& { return c.listen.port; }, 0, 65'535}},

    Key{"tls", "certificate", "PEM file of the certificate chain; empty for plain HTTP.",
        TextKey{[](Config& c) -> auto& { return c.tls.certificate; }}},
    Key{"tls", "key", "PEM file of the certificate's key.",
        TextKey{[](Config& c) -> auto& { return c.tls.key; }}},

    Key{"limits", "body_bytes_max", "Longest body of a request, in bytes.",
        NumberKey{[](Config& c) -> auto& { return c.limits.body_bytes_max; }, 1024, 64 << 20}},
    Key{"limits", "header_bytes_max", "Longest header of a request, in bytes.",
        NumberKey{[](Config& c) -> auto& { return c.limits.header_bytes_max; }, 1024, 1 << 20}},
    Key{"limits", "connections_max", "Most connections at one time.",
        NumberKey{[](Config& c) -> auto& { return c.limits.connections_max; }, 1, 100'000}},
    Key{"limits", "connections_per_address_max", "Most connections from one address.",
        NumberKey{[](Config& c) -> auto& { return c.limits.connections_per_address_max; }, 1,
                  100'000}},
    Key{"limits", "requests_per_second", "Requests a second from one address, in the long run.",
        NumberKey{[](Config& c) -> auto& { return c.limits.requests_per_second; }, 1, 1'000'000}},
    Key{"limits", "requests_burst", "Requests at once from one address.",
        NumberKey{[](Config& c) -> auto& { return c.limits.requests_burst; }, 1, 1'000'000}},
    Key{"limits", "header_timeout_ms", "Time for a header to come in.",
        NumberKey{[](Config& c) -> auto& { return c.limits.header_timeout_ms; }, 10, ms_max}},
    Key{"limits", "body_timeout_ms", "Time for a body to come in.",
        NumberKey{[](Config& c) -> auto& { return c.limits.body_timeout_ms; }, 10, ms_max}},
    Key{"limits", "write_timeout_ms", "Time for a response to go out.",
        NumberKey{[](Config& c) -> auto& { return c.limits.write_timeout_ms; }, 10, ms_max}},
    Key{"limits", "idle_timeout_ms", "Time between two requests of one connection.",
        NumberKey{[](Config& c) -> auto& { return c.limits.idle_timeout_ms; }, 10, ms_max}},
    Key{"limits", "drain_timeout_ms", "Time for running requests when the node stops.",
        NumberKey{[](Config& c) -> auto& { return c.limits.drain_timeout_ms; }, 0, ms_max}},

    Key{"peers", "urls", "Nodes to exchange feeds with.",
        ListKey{[](Config& c) -> auto& { return c.peers.urls; }, 1000, fault_of_url}},
    Key{"peers", "poll_seconds", "How often to ask each peer for news.",
        NumberKey{[](Config& c) -> auto& { return c.peers.poll_seconds; }, 1, 86'400}},
    Key{"peers", "follow",
        "Whose feeds are kept: DIDs, and \"seen\" for whose badges were verified here in the last "
        "400 days. Empty: every feed.",
        ListKey{[](Config& c) -> auto& { return c.peers.follow; }, 1024, fault_of_followed}},

    Key{"peers", "seeds",
        "Domains or DIDs of organisations whose nodes are looked for, one a minute in this order, "
        "where no peer answers and no link stands. None come with Waarmerk.",
        ListKey{[](Config& c) -> auto& { return c.peers.seeds; }, 64, fault_of_seed}},

    Key{"witness", "enabled",
        "Sign every ten minutes what was seen of every feed, under a key of its own.",
        FlagKey{[](Config& c) -> auto& { return c.witness.enabled; }}},

    Key{"policy", "trusted_witnesses",
        "Witnesses whose word counts here, each a did:key; see \"witness\" of a node's "
        "/.well-known/bot.json.",
        ListKey{[](Config& c) -> auto& { return c.policy.trusted_witnesses; }, 64,
                fault_of_witness}},
    Key{"policy", "witnesses_needed",
        "How many of them must agree for the best grade; one is enough among fewer than five "
        "nodes.",
        NumberKey{[](Config& c) -> auto& { return c.policy.witnesses_needed; }, 1, 64}},
    Key{"policy", "trust_file",
        "Whom you believe about other issuers: a file such as \"waarmerk trust policy employer\" "
        "writes. Read again on SIGHUP.",
        TextKey{[](Config& c) -> auto& { return c.policy.trust_file; }}},
    Key{"policy", "hierarchies",
        "Files that say which skills, or other values, stand below which: CSV such as ESCO's "
        "broaderRelationsSkillPillar. Who is trusted for one is trusted for what stands below it. "
        "Read again on SIGHUP.",
        ListKey{[](Config& c) -> auto& { return c.policy.hierarchies; }, 16, fault_of_file}},

    Key{"fetch", "allow_plain_http_on_loopback",
        "Fetch plain HTTP from this machine: for demonstrations and tests.",
        FlagKey{[](Config& c) -> auto& { return c.fetch.allow_plain_http_on_loopback; }}},
    Key{"fetch", "ca_file", "PEM file of authorities to believe beside the system's.",
        TextKey{[](Config& c) -> auto& { return c.fetch.ca_file; }}},

    Key{"vault", "passphrase_file",
        "File that holds the vault's passphrase; empty for the systemd credential "
        "\"vault-passphrase\".",
        TextKey{[](Config& c) -> auto& { return c.vault.passphrase_file; }}},

    Key{"contexts", "pinned",
        "JSON-LD contexts to know beside those that are shipped, each as \"URL SHA256 FILE\".",
        ListKey{[](Config& c) -> auto& { return c.contexts.pinned; }, 100, fault_of_pin}},

    Key{"documents", "pinned",
        "DID documents to go by without asking anybody, each as \"DID FILE\": did.json, or of a "
        "did:webvh did.jsonl.",
        ListKey{[](Config& c) -> auto& { return c.documents.pinned; }, 100, fault_of_document}},

    Key{"audit", "enabled",
        "Keep for 90 days what this node decided about badges, without whose they are or who "
        "asked.",
        FlagKey{[](Config& c) -> auto& { return c.audit.enabled; }}},

    Key{"auth", "open_on_loopback",
        "Let callers on this machine write without a token: for conformance suites only.",
        FlagKey{[](Config& c) -> auto& { return c.auth.open_on_loopback; }}},

    Key{"log", "level", "The least that is logged: debug, info, warning or error.",
        TextKey{[](Config& c) -> auto& { return c.log.level; }, fault_of_level}},
};

/// How many letters must change to make `a` into `b` (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = corner + (a[i] == b[j] ? 0 : 1);
      corner = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, corner + 1});
    }
  }
  return row.back();
}

}  // namespace

std::span<const Key> config_keys() { return keys; }

std::string full_name(const Key& key) {
  return std::string(key.section) + '.' + std::string(key.name);
}

std::string nearest_key(std::string_view name) {
  const auto wanted = name.substr(0, 100);
  const auto nearest = std::ranges::min_element(
      keys, {}, [&](const Key& key) { return distance(wanted, full_name(key)); });
  return full_name(*nearest);
}

}  // namespace waarmerk::node::ops
