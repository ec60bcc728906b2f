// BadgeFiles: badges of every kind in a folder, made around a moment, with what checks them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "crypto/base/time.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::tests {

/// `good.json` and `good.jwt` by a did:key; `tampered.json`, `expired.json`, `early.json`,
/// `not-a-badge.json`, `bbs.json` (a suite that is not known), `web.json` by a did:web; and, with
/// a status in a list of that did:web, `listed.json`, `revoked.json`, `suspended.json`.
/// `known.json` maps the did:web and the list to their documents, `known/` holds the same in two
/// files, and `known-did.json` knows the did:web alone. `heart.png` and `heart.svg` are pictures;
/// `good.png` and `tampered.svg` have those badges in them. `assertion.json` is of Open Badges 2.0,
/// and `published/` holds what it stands on. `histories/` has the `did.jsonl` of a school that
/// replaced its key, which signed `old-key.json` before and `late-key.json` after, and of a club
/// that withdrew its key, which signed `before-theft.json` and `after-theft.json`; both histories
/// are of January 2026.
class BadgeFiles {
 public:
  BadgeFiles(std::filesystem::path folder, UnixTime now);

  std::string operator/(std::string_view name) const { return (folder_ / name).string(); }
  const TestParty& issuer() const { return issuer_; }
  const TestParty& library() const { return library_; }

 private:
  void write(std::string_view name, std::string_view text) const;
  node::credential::Badge badge_of(const TestParty& issuer) const;
  std::string listed(std::uint64_t index, std::string_view purpose = "revocation") const;
  void write_plain() const;
  void write_listed() const;
  void write_known() const;
  void write_pictures() const;
  void write_assertion() const;
  void write_histories() const;

  std::filesystem::path folder_;
  UnixTime now_;
  TestParty issuer_ = TestParty::with_key(7);
  TestParty library_ = TestParty::at_host("library.example", 8);
};

}  // namespace waarmerk::tests
