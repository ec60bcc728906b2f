// WebvhLog: the signed history of a did:webvh, verified entry by entry (did:webvh 1.0, "Read").
//
// A log says for itself whether it is whole: it may come from the web, a peer, or a badge's holder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "did/did.hpp"
#include "did/request.hpp"
#include "did/webvh_parameters.hpp"

namespace waarmerk::did {

struct WebvhPlace;

/// The log is sound, and has no such version.
inline constexpr ErrorCode no_version{"did.no_version", ErrorKind::missing};
inline constexpr ErrorCode deactivated{"did.deactivated", ErrorKind::missing};

inline constexpr std::size_t webvh_log_bytes_max = 5 << 20;
inline constexpr std::size_t webvh_entries_max = 2'000;
/// How far the clock of a controller may run ahead of ours.
inline constexpr std::int64_t webvh_skew_ms = 5 * minute_ms;

/// A log as it came, with `did-witness.json` beside it where it has witnesses.
struct WebvhTexts {
  std::string log;
  std::string witnesses = {};

  friend bool operator==(const WebvhTexts&, const WebvhTexts&) = default;
};

/// One version of the DID.
struct WebvhEntry {
  std::string version_id;  ///< `3-Qm…`
  UnixTime time;
  WebvhParameters parameters;  ///< that hold from here on
  WebvhWitnesses witnesses;    ///< who must confirm this entry itself
  std::string id;              ///< of its document: the DID as it was called then
  json::Document document;

  std::uint32_t number() const;
};

/// The entries up to the first that is not sound. What stands before it is still known.
class WebvhLog {
 public:
  WebvhLog() = default;  ///< without entries
  /// Reads and verifies all but what witnesses say. `scid` is the one that is asked for.
  static WebvhLog read(std::string_view text, std::string_view scid, UnixTime now);

  /// The same, and what its witnesses say; without their file nobody confirmed anything.
  static WebvhLog read(const WebvhTexts& texts, std::string_view scid, UnixTime now);

  /// A log that read() found sound to its end, witnesses and all, and that was kept: its hashes and
  /// signatures are not checked again.
  static WebvhLog read_kept(std::string_view text, std::string_view scid, UnixTime now);

  /// This with one line more, which alone is verified, but for what its witnesses say. Fails with
  /// did.bad_log.
  Result<WebvhLog> followed_by(std::string_view line, std::string_view scid, UnixTime now) const;

  const std::vector<WebvhEntry>& entries() const { return entries_; }
  /// Why the log is not sound to its end; nothing where it is.
  const std::optional<Error>& fault() const { return fault_; }

  bool needs_witnesses() const;
  /// Takes in `did-witness.json`: each entry must be confirmed by enough of its witnesses, on
  /// itself or on a later entry. Ends the log before the first that is not.
  void confirm(std::string_view witness_file);
  /// The same where there is no such file.
  void confirm_none(const Error& why);

  /// Whether this is `earlier`, with more entries behind it or none.
  bool continues(const WebvhLog& earlier) const;
  /// The version that is asked for. The last one is only known where the log is sound to its end.
  /// Fails with did.bad_log where no entry is about `did` or the version lies behind a fault, with
  /// did.no_version, or with did.deactivated for the last version of a DID that was.
  Result<const WebvhEntry*> find(const Did& did, const Version& version) const;

 private:
  static WebvhLog read(std::string_view text, const WebvhPlace& place);

  std::vector<WebvhEntry> entries_;
  std::optional<Error> fault_;
};

}  // namespace waarmerk::did
