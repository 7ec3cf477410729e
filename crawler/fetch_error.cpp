// libcurl's codes as our kinds. Where libcurl has one code for several causes, the certificate's
// verify result, errno or libcurl's own words decide; the words are those of libcurl 7.88 to 8.

#include "crawler/fetch_error.h"

#include <curl/curl.h>
#include <openssl/x509_vfy.h>

#include <cerrno>
#include <string>
#include <string_view>

#include "crawler/error_kind.h"

namespace vigie::crawler {
namespace {

bool says(const CurlFault& fault, std::string_view words) {
  return fault.message.find(words) != std::string::npos;
}

ErrorKind of_certificate(const CurlFault& fault) {
  switch (fault.verify_result) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return ErrorKind::tls_expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return ErrorKind::tls_not_yet_valid;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return ErrorKind::tls_hostname;
    default:
      break;
  }
  // libcurl compares names itself, after OpenSSL was content with the chain.
  if (says(fault, "no alternative certificate subject name") ||
      says(fault, "does not match target host name") || says(fault, "unable to obtain common name"))
    return ErrorKind::tls_hostname;
  return ErrorKind::tls_untrusted;
}

ErrorKind of_handshake(const CurlFault& fault) {
  for (const std::string_view words :
       {"alert protocol version", "unsupported protocol", "no protocols available",
        "alert inappropriate fallback", "version too low"})
    if (says(fault, words)) return ErrorKind::tls_version;
  return ErrorKind::tls_handshake;
}

ErrorKind of_connect(const CurlFault& fault) {
  switch (fault.os_error) {
    case ENETUNREACH:
    case ENETDOWN:
      return ErrorKind::no_network;
    case ETIMEDOUT:
      return ErrorKind::timeout;
    default:
      return ErrorKind::connect_refused;
  }
}

ErrorKind of_receive(const CurlFault& fault) {
  if (says(fault, "chunk") || says(fault, "header") || says(fault, "Header"))
    return ErrorKind::protocol;
  if (says(fault, "unexpected eof")) return fault.in_body ? ErrorKind::truncated : ErrorKind::reset;
  return ErrorKind::reset;
}

ErrorKind kind_of(const CurlFault& fault) {
  switch (fault.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return ErrorKind::dns;
    case CURLE_COULDNT_CONNECT:
      return of_connect(fault);
    case CURLE_OPERATION_TIMEDOUT:
      return ErrorKind::timeout;
    case CURLE_GOT_NOTHING:
      return ErrorKind::empty_reply;
    case CURLE_PARTIAL_FILE:
      return ErrorKind::truncated;
    case CURLE_SEND_ERROR:
      return ErrorKind::reset;
    case CURLE_RECV_ERROR:
      return of_receive(fault);
    case CURLE_BAD_CONTENT_ENCODING:  // an unknown Transfer-Encoding
      return ErrorKind::decode;
    case CURLE_FILESIZE_EXCEEDED:
      return ErrorKind::too_large;
    case CURLE_URL_MALFORMAT:
      return ErrorKind::url_invalid;
    case CURLE_PEER_FAILED_VERIFICATION:
      return of_certificate(fault);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
      return of_handshake(fault);
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_CRL_BADFILE:
      return ErrorKind::tls;
    default:  // CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_UNSUPPORTED_PROTOCOL (HTTP/0.9), …
      return ErrorKind::protocol;
  }
}

}  // namespace

Failure failure_of(const CurlFault& fault) {
  // What libcurl says of a line past its own limit.
  if (fault.code == CURLE_OUT_OF_MEMORY && !fault.in_body)
    return {ErrorKind::too_large, "a header line of more than 100 KiB"};
  return {kind_of(fault),
          fault.message.empty() ? std::string(curl_easy_strerror(fault.code)) : fault.message};
}

}  // namespace vigie::crawler
