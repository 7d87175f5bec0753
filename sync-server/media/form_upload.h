#pragma once

#include "sync-server/blobs/running_hash.h"
#include "sync-server/media/media_job_service.h"
#include "sync-server/media/multipart_parser.h"

namespace rawi::server {

inline constexpr qint64 kMaxFormFile = 5LL << 30; // bytes

// One file in a form with its metadata (POST /api/v1/media/upload, multipart/form-data), streamed to the disk; becomes a
// job that looks into it and takes it in. Parts: `metadata` (JSON: content_id?, title_ar?, title_en?), then or before it
// `file`. Called by one disk thread at a time.
class FormUpload final : public BodySink, private FormSink {
public:
    // Errors: InvalidArgument, DiskFull.
    static Result<std::unique_ptr<BodySink>> open(const Request &request, BlobStore &blobs,
                                                  const std::shared_ptr<MediaJobService> &media);
    ~FormUpload() override;
    Result<void> write(const char *data, size_t size) override;
    Result<Reply> finish(bool complete) override;

private:
    FormUpload(const Request &request, BlobStore &blobs, std::shared_ptr<MediaJobService> media);
    Result<void> beginPart(const FormPart &part) override;
    Result<void> partData(const char *data, size_t size) override;
    Result<void> endPart() override;
    Result<void> readMetadata();
    Result<Reply> enqueue();

    Request m_request;
    BlobStore &m_blobs;
    std::shared_ptr<MediaJobService> m_media;
    std::optional<MultipartParser> m_parser;
    enum class Part { None, File, Metadata } m_part = Part::None;
    QUuid m_id;
    FileHandle m_file;
    RunningHash m_hash;
    QByteArray m_metadata;
    ImportedFile m_import;
    bool m_hasFile = false;
    std::optional<Error> m_failure;
    size_t m_readPast = 0;
};

} // namespace rawi::server
