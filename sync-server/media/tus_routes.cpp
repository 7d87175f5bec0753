#include "sync-server/media/tus_routes.h"

#include "core/base/id.h"
#include "core/rules/rule_args.h"
#include "core/text/truncate.h"
#include "sync-server/gateway/url_text.h"
#include "sync-server/media/job_routes.h"
#include "sync-server/media/tus_protocol.h"

#include <QFileInfo>

namespace rawi::server {

namespace {

const std::string kUploads = "/api/v1/media/upload";

// Reads on past a refusal, because a client that is still sending does not see an answer before its body is
// out: a connection closed early would turn every 409 and 423 into "connection reset".
constexpr size_t kReadPast = 64 << 20; // bytes

constexpr int kLongestFileName = 1000; // UTF-16 units, as the record of a media file takes it

// One PATCH: the writer's bytes, or the answer that was clear before them.
class PatchSink final : public BodySink {
public:
    PatchSink(std::shared_ptr<UploadService> uploads, Request request, std::shared_ptr<UploadWriter> writer)
        : m_uploads(std::move(uploads)), m_request(std::move(request)), m_writer(std::move(writer))
    {
    }
    explicit PatchSink(Reply answer) : m_answer(std::move(answer)) { }

    Result<void> write(const char *data, size_t size) override
    {
        if (!m_answer) {
            const Result<void> written = m_writer->write(data, size);
            if (!written) {
                m_answer = tusProblem(written.error());
                m_failure = written.error();
            }
            return {};
        }
        m_readPast += size;
        if (m_readPast > kReadPast) {
            return m_failure;
        }
        return {};
    }

    Result<Reply> finish(bool complete) override
    {
        if (!m_writer) {
            return std::move(*m_answer);
        }
        const Result<Upload> upload = m_uploads->finishWrite(m_request, *m_writer, complete && !m_answer);
        if (m_answer) {
            return std::move(*m_answer);
        }
        return upload ? tusReply(204, *upload) : tusProblem(upload.error());
    }

private:
    std::shared_ptr<UploadService> m_uploads;
    Request m_request;
    std::shared_ptr<UploadWriter> m_writer;
    std::optional<Reply> m_answer;
    Error m_failure{ErrorCode::TooLarge, u"body"_s, u"the request was refused before its body"_s, SubjectKind::Field};
    size_t m_readPast = 0;
};

Result<NewUpload> announcedBy(const Request &request)
{
    if (!request.header("upload-defer-length").empty()) {
        return Error{ErrorCode::InvalidArgument, u"Upload-Defer-Length"_s,
                     u"say the length when creating the upload"_s};
    }
    NewUpload announced;
    RAWI_ASSIGN(announced.length, sizeHeader(request, "Upload-Length"));
    if (announced.length > kTusMaxSize) {
        return Error{ErrorCode::TooLarge, u"Upload-Length"_s, u"at most %1 bytes"_s.arg(kTusMaxSize), SubjectKind::Field};
    }
    const std::string_view metadata = request.header("upload-metadata");
    RAWI_ASSIGN(const auto values, parseUploadMetadata(metadata));
    announced.metadata = QString::fromUtf8(metadata.data(), static_cast<qsizetype>(metadata.size()));
    announced.variant = uuidFromText(values.value(u"variant_id"_s));
    announced.fileName = truncated(QFileInfo(values.value(u"filename"_s, values.value(u"name"_s))).fileName(), kLongestFileName);
    announced.contentType = values.value(u"filetype"_s, values.value(u"type"_s)).toLower();
    if (announced.variant.isNull() && announced.fileName.isEmpty()) {
        return Error{ErrorCode::FieldRequired, u"variant_id"_s,
                     u"Upload-Metadata names the announced variant, or a filename of which an item is made"_s};
    }
    announced.asset = uuidFromText(values.value(u"asset_id"_s));
    announced.sha256 = values.value(u"sha256"_s).toLower();
    if (!announced.sha256.isEmpty()
        && QByteArray::fromHex(announced.sha256.toLatin1()).toHex() != announced.sha256.toLatin1()) {
        return Error{ErrorCode::InvalidArgument, u"sha256"_s, u"expected 64 hex digits"_s};
    }
    return announced;
}

Reply create(UploadService &uploads, const Request &request)
{
    if (std::optional<Reply> refusal = refuseVersion(request)) {
        return std::move(*refusal);
    }
    const Result<NewUpload> announced = announcedBy(request);
    if (!announced) {
        return tusProblem(announced.error());
    }
    const Result<Upload> upload = uploads.create(request, *announced);
    if (!upload) {
        return tusProblem(upload.error());
    }
    Reply reply = tusReply(201, *upload);
    // Absolute also where no public address is set: clients resolve it against what they were told to ask.
    const std::string path = kUploads + '/' + uuidText(upload->id).toStdString();
    reply.headers.emplace_back("Location", request.origin() + path);
    if (!upload->contentItem.isNull()) {
        reply.headers.emplace_back("Rawi-Content-Item", uuidText(upload->contentItem).toStdString());
    }
    return reply;
}

Result<std::shared_ptr<UploadWriter>> openWriter(UploadService &uploads, const Request &request)
{
    if (request.header("content-type") != "application/offset+octet-stream") {
        return Error{ErrorCode::UnsupportedMediaType, u"Content-Type"_s,
                     u"a PATCH is application/offset+octet-stream"_s, SubjectKind::Field};
    }
    RAWI_ASSIGN(const qint64 offset, sizeHeader(request, "Upload-Offset"));
    std::optional<ChunkChecksum> checksum;
    if (const std::string_view announced = request.header("upload-checksum"); !announced.empty()) {
        RAWI_ASSIGN(checksum, ChunkChecksum::parse(announced));
    }
    return uploads.write(request, uuidFromText(QString::fromStdString(request.params.at(0))), offset,
                         std::move(checksum));
}

std::unique_ptr<BodySink> patch(const std::shared_ptr<UploadService> &uploads, const Request &request)
{
    if (std::optional<Reply> refusal = refuseVersion(request)) {
        return std::make_unique<PatchSink>(std::move(*refusal));
    }
    Result<std::shared_ptr<UploadWriter>> writer = openWriter(*uploads, request);
    if (!writer) {
        return std::make_unique<PatchSink>(tusProblem(writer.error()));
    }
    if (!*writer) { // every byte is here: what the answer to the last PATCH said
        Reply done = tusReply(204);
        done.headers.emplace_back("Upload-Offset", std::string(request.header("upload-offset")));
        return std::make_unique<PatchSink>(std::move(done));
    }
    return std::make_unique<PatchSink>(uploads, request, std::move(*writer));
}

Reply head(UploadService &uploads, const Request &request)
{
    if (std::optional<Reply> refusal = refuseVersion(request)) {
        return std::move(*refusal);
    }
    const Result<Upload> upload =
        uploads.status(request, uuidFromText(QString::fromStdString(request.params.at(0))));
    if (!upload) {
        return tusProblem(upload.error());
    }
    Reply reply = tusReply(200, *upload);
    reply.headers.emplace_back("Upload-Length", std::to_string(upload->length));
    if (!upload->metadata.isEmpty()) {
        reply.headers.emplace_back("Upload-Metadata", upload->metadata.toStdString());
    }
    return reply;
}

Reply terminate(UploadService &uploads, const Request &request)
{
    if (std::optional<Reply> refusal = refuseVersion(request)) {
        return std::move(*refusal);
    }
    const Result<void> ended =
        uploads.terminate(request, uuidFromText(QString::fromStdString(request.params.at(0))));
    return ended ? tusReply(204) : tusProblem(ended.error());
}

Reply capabilities()
{
    Reply reply = tusReply(204);
    reply.headers.emplace_back("Tus-Version", kTusVersion);
    reply.headers.emplace_back("Tus-Extension", kTusExtensions);
    reply.headers.emplace_back("Tus-Max-Size", std::to_string(kTusMaxSize));
    reply.headers.emplace_back("Tus-Checksum-Algorithm", ChunkChecksum::kAlgorithms);
    return reply;
}

bool isForm(std::string_view contentType)
{
    const std::string_view bare = contentType.substr(0, contentType.find(';'));
    return equalsNoCase(bare.substr(0, bare.find_last_not_of(' ') + 1), "multipart/form-data");
}

QList<FieldInfo> formParts()
{
    const QList<FieldInfo> metadata{idArg("content_id"), textArg("title_ar", 300), textArg("title_en", 300)};
    return {objectArg("metadata", metadata), needed(textArg("file", 0))};
}

Route uploadRoute(Method method, const std::string &pattern, const std::string &summary, int successStatus)
{
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.summary = summary;
    route.right = u"media.upload"_s;
    route.rate = RateClass::Upload;
    route.successStatus = successStatus;
    return route;
}

} // namespace

void addTusRoutes(RoutingTable &table, const std::shared_ptr<UploadService> &uploads, FormSinkMaker forms)
{
    const std::string one = kUploads + "/{upload}";
    for (const std::string &pattern : {kUploads, one}) {
        Route options = uploadRoute(Method::Options, pattern, "What the upload server can do (tus 1.0)", 204);
        options.needsSession = false;
        options.right.clear();
        options.handle = [](const Request &) { return Result(capabilities()); };
        table.add(std::move(options));
    }
    Route creation = uploadRoute(Method::Post, kUploads,
                                 "Upload a file with metadata as a form, up to 5 GB: a job takes it in (202); or create an "
                                 "upload that can be resumed (tus 1.0 creation, 201)",
                                 202);
    creation.streamType = "multipart/form-data";
    creation.formParts = formParts();
    creation.responseSchema = acceptedSchema();
    creation.stream = [uploads, forms = std::move(forms)](const Request &request) -> Result<std::unique_ptr<BodySink>> {
        if (isForm(request.header("content-type"))) {
            return forms(request);
        }
        return std::unique_ptr<BodySink>(std::make_unique<PatchSink>(create(*uploads, request)));
    };
    table.add(std::move(creation));

    Route status = uploadRoute(Method::Head, one, "Where an upload stands (tus 1.0)", 200);
    status.handle = [uploads](const Request &request) { return Result(head(*uploads, request)); };
    table.add(std::move(status));

    Route bytes = uploadRoute(Method::Patch, one, "Append bytes to an upload (tus 1.0)", 204);
    bytes.stream = [uploads](const Request &request) { return Result(patch(uploads, request)); };
    table.add(std::move(bytes));

    Route end = uploadRoute(Method::Delete, one, "Forget an upload (tus 1.0 termination)", 204);
    end.handle = [uploads](const Request &request) { return Result(terminate(*uploads, request)); };
    table.add(std::move(end));
}

} // namespace rawi::server
