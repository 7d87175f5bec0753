#include "sync-server/media/form_upload.h"

#include "core/rules/plain.h"
#include "core/text/truncate.h"
#include "sync-server/media/job_routes.h"

#include <QJsonDocument>

#include <cerrno>
#include <unistd.h>

namespace rawi::server {

namespace {

constexpr qsizetype kMaxMetadata = 64 << 10;
// Reads on past a refusal: a client that is still sending does not see an answer before its body is out.
constexpr size_t kReadPast = 64 << 20;

struct FormMetadata {
    Id<ContentItem> contentId; // null = make one
    QString titleAr;
    QString titleEn;
};

} // namespace

} // namespace rawi::server

template <>
struct rawi::Describe<rawi::server::FormMetadata> {
    using Of = rawi::server::FormMetadata;
    static auto members()
    {
        return std::tuple{member("content_id", &Of::contentId), member("title_ar", &Of::titleAr, {.maxLength = 300}),
                          member("title_en", &Of::titleEn, {.maxLength = 300})};
    }
};

namespace rawi::server {

Result<std::unique_ptr<BodySink>> FormUpload::open(const Request &request, BlobStore &blobs,
                                                   const std::shared_ptr<MediaJobService> &media)
{
    RAWI_TRY(blobs.checkRoom(0));
    RAWI_TRY(media->checkQueue(request));
    std::unique_ptr<FormUpload> upload(new FormUpload(request, blobs, media));
    FormSink &sink = *upload;
    RAWI_ASSIGN(upload->m_parser, MultipartParser::make(request.header("content-type"), sink));
    return std::unique_ptr<BodySink>(std::move(upload));
}

FormUpload::FormUpload(const Request &request, BlobStore &blobs, std::shared_ptr<MediaJobService> media)
    : m_request(request), m_blobs(blobs), m_media(std::move(media)), m_id(QUuid::createUuid())
{
}

FormUpload::~FormUpload()
{
    if (m_hasFile) {
        [[maybe_unused]] const Result<void> removed = m_blobs.removeIncoming(m_id); // nothing when it became a blob
    }
}

Result<void> FormUpload::write(const char *data, size_t size)
{
    if (!m_failure) {
        if (const Result<void> fed = m_parser->feed(data, size); !fed) {
            m_failure = fed.error();
        }
        return {};
    }
    m_readPast += size;
    return m_readPast > kReadPast ? Result<void>(*m_failure) : Result<void>();
}

Result<void> FormUpload::beginPart(const FormPart &part)
{
    if (part.name == "metadata"_L1) {
        m_part = Part::Metadata;
        m_metadata.clear();
        return {};
    }
    if (part.name != "file"_L1) {
        return Error{ErrorCode::UnknownField, truncated(part.name, 100),
                     u"a form has the parts file and metadata"_s};
    }
    if (m_hasFile) {
        return Error{ErrorCode::InvalidArgument, u"file"_s, u"one file a form"_s};
    }
    m_part = Part::File;
    m_hasFile = true;
    m_import.fileName = part.fileName.isEmpty() ? u"upload"_s : part.fileName;
    m_import.contentType = part.contentType;
    RAWI_ASSIGN(m_file, m_blobs.openIncoming(m_id));
    return {};
}

Result<void> FormUpload::partData(const char *data, size_t size)
{
    if (m_part == Part::Metadata) {
        m_metadata.append(data, static_cast<qsizetype>(size));
        return m_metadata.size() <= kMaxMetadata
            ? Result<void>()
            : Error{ErrorCode::TooLarge, u"metadata"_s, u"at most %1 bytes"_s.arg(kMaxMetadata), SubjectKind::Field};
    }
    if (m_hash.length() + static_cast<qint64>(size) > kMaxFormFile) {
        return Error{ErrorCode::TooLarge, m_import.fileName, u"at most %1 bytes"_s.arg(kMaxFormFile)};
    }
    m_hash.add(data, size);
    while (size > 0) {
        const ssize_t put = ::write(m_file.fd(), data, size);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return fileError(m_import.fileName, errno);
        }
        data += put;
        size -= static_cast<size_t>(put);
    }
    return {};
}

Result<void> FormUpload::endPart()
{
    const Part ended = std::exchange(m_part, Part::None);
    return ended == Part::Metadata ? readMetadata() : Result<void>();
}

Result<void> FormUpload::readMetadata()
{
    const QJsonDocument document = QJsonDocument::fromJson(m_metadata);
    if (!document.isObject()) {
        return Error{ErrorCode::InvalidArgument, u"metadata"_s, u"not a JSON object"_s};
    }
    QJsonObject object = document.object();
    if (object.value("content_id"_L1).toString(u"-"_s).isEmpty()) {
        object.remove("content_id"_L1);
    }
    RAWI_ASSIGN(const FormMetadata metadata, parsePlain<FormMetadata>(object, u"metadata"_s));
    m_import.contentItem = metadata.contentId.uuid();
    m_import.titleAr = metadata.titleAr;
    m_import.titleEn = metadata.titleEn;
    return {};
}

Result<Reply> FormUpload::finish(bool complete)
{
    if (m_failure) {
        return *m_failure;
    }
    if (!complete) {
        return Error{ErrorCode::Cancelled, m_import.fileName,
                     u"the connection broke; a form is sent whole, tus resumes"_s};
    }
    RAWI_TRY(m_parser->finish());
    if (!m_hasFile || m_hash.length() == 0) {
        return Error{ErrorCode::FieldRequired, u"file"_s, u"the form has no file, or an empty one"_s};
    }
    return enqueue();
}

Result<Reply> FormUpload::enqueue()
{
    m_import.sha256 = m_hash.digest();
    m_import.size = m_hash.length();
    RAWI_TRY(m_blobs.adopt(m_id, m_import.sha256, m_import.size));
    RAWI_ASSIGN(const Job job, m_media->importFile(m_request, m_import));
    return jobAccepted(m_request, job);
}

} // namespace rawi::server
