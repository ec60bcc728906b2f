// Any JSON as a secured document and as a JWK: read or refused, and no proof that we did not make
// verifies.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/keys/jwk.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void try_key(json::Value value) {
  const auto key = keys::read_jwk(value);
  if (!key) return;
  json::Writer writer;
  keys::write_jwk(writer, *key);
  require(keys::read_jwk(json::parse(writer.text()).value().root()) == *key);
  require(keys::parse_multikey(keys::print_multikey(*key)) == *key);
}

void try_proofs(json::Value secured) {
  // A key whose secret nobody wrote down.
  static const keys::PublicKey key =
      keys::parse_multikey("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").value();
  const auto proofs = read_proofs(secured);
  if (!proofs) return;
  for (const auto& proof : *proofs) require(!verify_proof(secured, proof, key));
}

}  // namespace
}  // namespace waarmerk::proof

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = waarmerk::json::parse(waarmerk::text_of({data, size}));
  if (!document) return 0;
  waarmerk::proof::try_key(document->root());
  waarmerk::proof::try_proofs(document->root());
  return 0;
}
