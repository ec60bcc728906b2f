// add_proof: a document signed, with the proof at its end (vc-data-integrity 4.2, 4.3).
#include "crypto/encoding/multibase.hpp"
#include "crypto/proof/chain.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/proof/proof_writing.hpp"

namespace waarmerk::proof {

Result<json::Document> add_proof(const json::Document& unsecured, const ProofOptions& options,
                                 const keys::Signer& signer, const jsonld::Contexts& contexts) {
  TRY(suite, get_suite(options.cryptosuite));
  TRY_OK(expect_algorithm(*suite, signer.public_key().algorithm()));
  TRY(configuration, write_configuration(unsecured.root(), options, *suite));
  const HashInput input{.document = unsecured.root(),
                        .proof = configuration.root(),
                        .algorithm = hash_algorithm_of(signer.public_key().algorithm()),
                        .contexts = contexts};
  TRY(hash, hash_proof(*suite, input, options.previous_proof));
  TRY(signature, signer.sign(hash.view()));
  return with_proof(unsecured, configuration,
                    encoding::encode_multibase(encoding::Base::base58btc, signature));
}

}  // namespace waarmerk::proof
