// The line that a word travels along from whom one believes to an issuer, as a metro map draws it.
#pragma once

#include <string>

#include "crypto/json/document.hpp"

namespace waarmerk::cli {

/// What an organisation is called, on one line: its name, or else its DID.
std::string party_name(json::Value party);

/// `you ━━ Gemeente ━━ West Practice ━━ Stichting Nieuw`, of a path of POST /v1/trust/explain.
std::string trust_line(json::Value path);

}  // namespace waarmerk::cli
