// Statements: the quads of a document and of a proof, for the suites that sign canonical N-Quads.
// For the files of crypto/proof alone.
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/jsonld/options.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "crypto/rdf/dataset.hpp"

namespace waarmerk::proof {

/// The error of another folder as the code of ours that it means.
std::unexpected<Error> refuse_transformation(Error&& error);

/// How the document is read: lossless or refused, without its `proof` unless that counts.
jsonld::Options document_options(const HashInput& input);

/// The quads of the document. They borrow from it. Fails as hash_rdfc does.
Result<rdf::Dataset> read_statements(const HashInput& input);

/// The digest of the proof without its value, read with the `@context` of the document. Fails as
/// hash_rdfc does.
Result<Digest> hash_configuration(const HashInput& input);

}  // namespace waarmerk::proof
