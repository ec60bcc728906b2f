// Bundle: kits of many issuers in one file, for a node that has no network (spec/wire/bundle.md).
//
// Machines without files: what is to be written comes out, what was read goes in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"

namespace waarmerk::node::kit {

inline constexpr ErrorCode bundle_malformed{"bundle.malformed", ErrorKind::invalid};
inline constexpr ErrorCode bundle_truncated{"bundle.truncated", ErrorKind::invalid};
inline constexpr ErrorCode bundle_changed{"bundle.changed", ErrorKind::invalid};
inline constexpr ErrorCode bundle_too_large{"bundle.too_large", ErrorKind::invalid};

inline constexpr std::uint64_t bundle_kits_max = 100'000;
inline constexpr std::uint64_t bundle_bytes_max = std::uint64_t{1} << 30;
inline constexpr std::size_t bundle_chunk_bytes_max = 2 << 20;     ///< packed, and unpacked
inline constexpr std::size_t bundle_chunk_bytes_enough = 1 << 19;  ///< unpacked, of our own

class BundleWriter {
 public:
  /// What to write behind what was written so far; often nothing yet. Fails with bundle.too_large.
  Result<Bytes> add(std::string_view kit);
  /// The rest.
  Bytes end();

  std::uint64_t count() const { return count_; }

 private:
  Bytes begin();
  void pack(Bytes& out);
  void say(Bytes& out, ByteView bytes);

  Hasher hasher_{HashAlgorithm::sha256};
  Bytes chunk_;
  std::uint64_t count_ = 0;
  bool begun_ = false;
};

class BundleReader {
 public:
  /// The kits that are whole by now, as text. Fails with bundle.malformed, bundle.too_large or
  /// bundle.changed, and takes nothing more after that.
  Result<std::vector<std::string>> take(ByteView bytes);
  /// That there is no more; how many kits there were. Fails with bundle.truncated.
  Result<std::uint64_t> end() const;

 private:
  Result<bool> take_begin();
  Result<bool> take_chunk(std::vector<std::string>& kits);
  Result<void> take_end();
  Result<void> unpack(ByteView packed, std::vector<std::string>& kits);
  void drop(std::size_t count);

  Hasher hasher_{HashAlgorithm::sha256};
  Bytes rest_;
  std::uint64_t bytes_ = 0;
  std::uint64_t count_ = 0;
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace waarmerk::node::kit
