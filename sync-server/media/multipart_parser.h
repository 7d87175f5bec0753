#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <string_view>

namespace rawi::server {

// The head of one part of a form (RFC 7578).
struct FormPart {
    QString name;
    QString fileName; // without any folder; empty for a field
    QString contentType; // lower case, without parameters; empty when not said
};

// Takes the parts of a form as they arrive.
class FormSink {
public:
    virtual ~FormSink() = default;
    virtual Result<void> beginPart(const FormPart &part) = 0;
    virtual Result<void> partData(const char *data, size_t size) = 0;
    virtual Result<void> endPart() = 0;
};

// Reads a multipart/form-data body (RFC 7578 over RFC 2046 §5.1) piece by piece and hands its parts on; holds no more
// than a head and a delimiter. One thread at a time.
class MultipartParser {
public:
    // Errors: InvalidArgument when the Content-Type has no boundary that RFC 2046 §5.1.1 allows.
    static Result<MultipartParser> make(std::string_view contentType, FormSink &sink);

    // Errors: InvalidArgument (not a form), TooLarge (heads, parts), and the sink's.
    Result<void> feed(const char *data, size_t size);
    // Errors: InvalidArgument when the last delimiter has not come.
    Result<void> finish() const;

    static constexpr size_t kMaxHead = 8 << 10;
    static constexpr int kMaxParts = 16;

private:
    enum class Place { Preamble, AfterDelimiter, Head, Body, Epilogue };
    MultipartParser(std::string delimiter, FormSink &sink) : m_delimiter(std::move(delimiter)), m_sink(&sink) { }
    Result<bool> step(); // false: more bytes are needed
    Result<bool> takeBody();
    Result<void> takeHead(std::string_view head);

    std::string m_delimiter; // CRLF--boundary
    FormSink *m_sink;
    std::string m_buffer = "\r\n"; // the first delimiter may stand at the very beginning
    Place m_place = Place::Preamble;
    size_t m_skip = 0; // the head's last CRLF, which may be the first of a delimiter
    int m_parts = 0;
};

} // namespace rawi::server
