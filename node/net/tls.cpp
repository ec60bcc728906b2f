#include "node/net/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <utility>

#include "node/net/tls_context.hpp"

namespace waarmerk::node::net {
namespace {

namespace ssl = boost::asio::ssl;

// Forward secrecy and authenticated encryption; TLS 1.3 has no other suites.
constexpr auto tls12_ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

/// The oldest reason on OpenSSL's stack, which names no file's contents.
std::string take_reason() {
  std::array<char, 256> text{};
  const auto code = ERR_get_error();
  if (code == 0) return "no reason given";
  ERR_error_string_n(code, text.data(), text.size());
  ERR_clear_error();
  return text.data();
}

void harden(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, tls12_ciphers);
  SSL_CTX_set_options(
      context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // Idle connections give their buffers back.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  // A key with a passphrase fails instead of asking at a terminal.
  SSL_CTX_set_default_passwd_cb(context, [](char*, int, int, void*) { return -1; });
}

/// We speak HTTP/1.1 only; a client that offers none of it goes on without ALPN (RFC 7301).
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, ours.data(), ours.size(), offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

Result<std::shared_ptr<TlsContext>> load_server(const TlsFiles& files) {
  ERR_clear_error();
  auto context = std::make_shared<TlsContext>(ssl::context::tls_server);
  const auto native = context->ssl.native_handle();
  harden(native);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  if (SSL_CTX_use_certificate_chain_file(native, files.certificate.c_str()) != 1) {
    return fail(bad_tls_files, "The certificate cannot be used: " + take_reason() + ".");
  }
  if (SSL_CTX_use_PrivateKey_file(native, files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(native) != 1) {
    return fail(bad_tls_files, "The key cannot be used: " + take_reason() + ".");
  }
  return context;
}

}  // namespace

ServerTls::ServerTls(TlsFiles files, std::shared_ptr<TlsContext> context)
    : files_(std::move(files)), context_(std::move(context)) {}

Result<std::unique_ptr<ServerTls>> ServerTls::load(TlsFiles files) {
  TRY(context, load_server(files));
  return std::unique_ptr<ServerTls>(new ServerTls(std::move(files), std::move(context)));
}

Result<void> ServerTls::reload() {
  TRY(context, load_server(files_));
  const std::scoped_lock lock(mutex_);
  context_ = std::move(context);
  return {};
}

std::shared_ptr<TlsContext> ServerTls::context() const {
  const std::scoped_lock lock(mutex_);
  return context_;
}

Result<std::shared_ptr<TlsContext>> make_client_tls(const std::string& ca_file) {
  ERR_clear_error();
  auto context = std::make_shared<TlsContext>(ssl::context::tls_client);
  const auto native = context->ssl.native_handle();
  harden(native);
  context->ssl.set_verify_mode(ssl::verify_peer);
  SSL_CTX_set_default_verify_paths(native);
  if (!ca_file.empty() && SSL_CTX_load_verify_file(native, ca_file.c_str()) != 1) {
    return fail(bad_tls_files, "The file of authorities cannot be used: " + take_reason() + ".");
  }
  return context;
}

}  // namespace waarmerk::node::net
