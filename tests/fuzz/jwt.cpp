// Any text as a compact JWS and as an SD-JWT: taken apart or refused, and no signature that we did
// not make verifies.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "crypto/jose/jws.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::jose {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Keys whose secrets nobody wrote down.
bool verifies(const Jws& jws) {
  static const keys::PublicKey all[] = {
      keys::parse_multikey("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").value(),
      keys::parse_multikey("zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP").value()};
  for (const auto& key : all) {
    if (verify_jws(jws, key)) return true;
  }
  return false;
}

void try_jws(std::string_view text) {
  const auto jws = open_jws(text);
  if (jws) require(!verifies(*jws));
}

void try_sd_jwt(std::string_view text) {
  const auto opened = open_sd_jwt(text);
  if (!opened) return;
  require(!verifies(opened->jws));
  const auto unpacked = unpack_sd_jwt(*opened);
  if (!unpacked) return;
  require(unpacked->places.size() == opened->disclosed.disclosures.size());
  const auto bare = select_claims(*opened, {});
  require(bare.has_value());
  require(open_sd_jwt(*bare)->disclosed.disclosures.empty());
  const auto all = select_claims(*opened, unpacked->places);
  require(all.has_value());
  require(open_sd_jwt(*all)->disclosed.disclosures.size() == unpacked->places.size());
}

}  // namespace
}  // namespace waarmerk::jose

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  waarmerk::jose::try_jws(text);
  waarmerk::jose::try_sd_jwt(text);
  return 0;
}
