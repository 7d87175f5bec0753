#include "tests/media/hostile_files.h"

#include "core/base/literals.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QtEndian>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

QByteArray big32(quint32 value)
{
    QByteArray out(4, 0);
    qToBigEndian(value, out.data());
    return out;
}

QByteArray little16(quint16 value)
{
    QByteArray out(2, 0);
    qToLittleEndian(value, out.data());
    return out;
}

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xFFFFFFFFu;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
    }
    return ~crc;
}

QByteArray pngChunk(const QByteArray &type, const QByteArray &data)
{
    return big32(quint32(data.size())) + type + data + big32(crc32(type + data));
}

QByteArray png(quint32 width, quint32 height, const QByteArray &pixels)
{
    const QByteArray header = big32(width) + big32(height) + QByteArray::fromHex("0800000000"); // 8-bit grey
    return QByteArray::fromHex("89504e470d0a1a0a") + pngChunk("IHDR", header)
        + pngChunk("IDAT", qCompress(pixels, 9).mid(4)) + pngChunk("IEND", {});
}

QByteArray gif(quint16 width, quint16 height, int frames)
{
    QByteArray out = "GIF89a" + little16(width) + little16(height) + QByteArray::fromHex("800000000000ffffff");
    for (int i = 0; i < frames; ++i) {
        out += QByteArray::fromHex("21f9040401000000") + QByteArray::fromHex("2c000000000100010000")
            + QByteArray::fromHex("0202440100");
    }
    return out + ';';
}

QByteArray noise(qsizetype size)
{
    QByteArray out(size, Qt::Uninitialized);
    QRandomGenerator random(7);
    for (char &byte : out) {
        byte = char(random.bounded(256));
    }
    return out;
}

QByteArray noisyTransportStream()
{
    QByteArray out = noise(188 * 20'000);
    for (qsizetype at = 0; at < out.size(); at += 188) {
        out[at] = 0x47;
    }
    return out;
}

QByteArray playlist(const QByteArray &target)
{
    return "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + target + "\n#EXT-X-ENDLIST\n";
}

QString write(const QString &folder, const char *name, const QByteArray &bytes)
{
    const QString path = QDir(folder).filePath(QLatin1StringView(name));
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_EQ(file.write(bytes), bytes.size());
    return path;
}

} // namespace

QList<HostileFile> makeHostileFiles(const QString &folder)
{
    const QString kNot = u"not_media"_s;
    const QString kBig = u"too_large"_s;
    const QString kCut = u"media_truncated"_s;
    const QString kNo = u"media_unsupported"_s;
    QByteArray subtitles;
    for (int i = 1; i <= 100'000; ++i) {
        subtitles += QByteArray::number(i) + "\n00:00:00,000 --> 00:10:00,000\nline\n\n";
    }
    return {
        {write(folder, "bomb-65535.png", png(65535, 65535, QByteArray(655'350, 0))), {kBig}},
        {write(folder, "bomb-16000.png", png(16000, 16000, QByteArray(256'016'000, 0))), {kBig}},
        {write(folder, "bomb-30000.png", png(30000, 30000, QByteArray(90'000'000, 0))), {kBig}},
        {write(folder, "bomb.gif", gif(65535, 65535, 3)), {kBig}},
        {write(folder, "self.ffconcat", "ffconcat version 1.0\nfile self.ffconcat\n"), {kNo, kNot}},
        {write(folder, "endless.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nseg.ts\n"), {kNo, kNot}},
        {write(folder, "playlist.mp4", playlist("file:///etc/passwd")), {kNo, kNot}},
        {write(folder, "evil.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
                                   "m=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n"), {kNo, kNot}},
        {write(folder, "evil.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30000\" height=\"30000\"/>"),
         {kNo, kNot}},
        {write(folder, "text.txt", QByteArray("hello world this is plain text\n").repeated(2000)), {kNot}},
        {write(folder, "bomb.srt", subtitles), {kNot, kNo}},
        {write(folder, "noise.bin", noise(4 << 20)), {kNot, kCut, kNo}},
        {write(folder, "noise.mp3", noise(4 << 20)), {kNot, kCut, kNo}},
        {write(folder, "noise.ts", noisyTransportStream()), {kNot, kCut, kNo}},
        {write(folder, "zeros.mp4", QByteArray(1 << 20, 0)), {kNot, kCut}},
        {write(folder, "empty.mp4", {}), {kNot}},
        {folder, {kNot}},
    };
}

QStringList makeCallingFiles(const QString &folder, int port)
{
    const QByteArray server = "http://127.0.0.1:" + QByteArray::number(port) + "/secret.ts";
    return {write(folder, "call.m3u8", playlist(server)),
            write(folder, "call.mp4", playlist(server)),
            write(folder, "leak.m3u8", playlist("file:///etc/passwd")),
            write(folder, "joined.m3u8", playlist("concat:call.m3u8|/etc/passwd")),
            write(folder, "leak.ffconcat", "ffconcat version 1.0\nfile /etc/passwd\n")};
}

QString makeManyFramesGif(const QString &folder)
{
    return write(folder, "many.gif", gif(4000, 4000, 3000));
}

QString cutCopy(const QString &file, double share, const QString &folder)
{
    QFile whole(file);
    EXPECT_TRUE(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.read(qint64(double(whole.size()) * share));
    return write(folder, ("cut-" + QFileInfo(file).fileName().toUtf8()).constData(), bytes);
}

QString withoutIndex(const QString &file, const QString &folder)
{
    QFile whole(file);
    EXPECT_TRUE(whole.open(QIODevice::ReadOnly));
    QByteArray bytes = whole.readAll();
    EXPECT_TRUE(bytes.contains("moov"));
    return write(folder, "no-index.mp4", bytes.replace("moov", "free"));
}

QString flippedCopy(const QString &file, quint32 seed, int count, const QString &folder)
{
    QFile whole(file);
    EXPECT_TRUE(whole.open(QIODevice::ReadOnly));
    QByteArray bytes = whole.readAll();
    QRandomGenerator random(seed);
    for (int i = 0; i < count; ++i) {
        char &byte = bytes[qsizetype(random.bounded(quint64(bytes.size())))];
        byte = char(quint8(byte) ^ quint8(1 + random.bounded(255)));
    }
    return write(folder, ("flipped-" + QByteArray::number(seed) + '-' + QFileInfo(file).fileName().toUtf8()).constData(),
                 bytes);
}

} // namespace rawi::test
