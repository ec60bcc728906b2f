// When a certificate begins and ends, for whoever looks after a node.
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"

namespace waarmerk::node::net {

struct CertificateTimes {
  UnixTime begins;
  UnixTime ends;
};

/// Of the first certificate in a PEM file. Fails with net.bad_tls_files.
Result<CertificateTimes> read_certificate_times(const std::string& path);

}  // namespace waarmerk::node::net
