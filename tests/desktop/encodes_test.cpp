#include "core/desk/media/preset_list.h"
#include "tests/desktop/desk_fixture.h"
#include "ui/kit/language.h"
#include "ui/kit/theme.h"
#include "ui/media/studio/encode_limits_dialog.h"
#include "ui/media/studio/encodes_model.h"
#include "ui/media/studio/encodes_view.h"
#include "ui/media/studio/transfers_model.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QMimeData>

using namespace rawi;

namespace {

class EncodesTest : public test::DeskFixture {
protected:
    Id<MediaAsset> makeAsset()
    {
        const Id<ContentItem> made = makeItem(u"مقابلة"_s, u"Interview"_s);
        const QString path = m_directory.file(u"interview (final).mov"_s);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("not really media");
        file.close();
        m_clock.advance(1);
        const Id<MediaAsset> asset(run(u"media.add_asset"_s,
                                       {{u"content_id"_s, made.text()},
                                        {u"original_filename"_s, u"interview (final).mov"_s},
                                        {u"content_type"_s, u"video/quicktime"_s},
                                        {u"file_size"_s, 16},
                                        {u"duration_ms"_s, 1000},
                                        {u"width"_s, 1280},
                                        {u"height"_s, 720},
                                        {u"metadata"_s, QJsonObject()}}));
        EXPECT_TRUE(desk().localMedia().put({asset, u"original"_s, path, 16, 0, {}}).ok());
        return asset;
    }
};

TEST_F(EncodesTest, AFilmOf720LinesIsNotMadeTwiceNorCalled1080p)
{
    const auto queued = desk().encodes().enqueue(makeAsset(), {u"1080p"_s, u"720p"_s, u"hls-1080p"_s, u"360p"_s});
    ASSERT_TRUE(queued.ok()) << qUtf8Printable(queued.error().toString());
    ASSERT_EQ(queued->size(), 1);
    EXPECT_EQ(desk().encodes().job(queued->first())->presets(), (QStringList{u"720p"_s, u"hls-720p"_s, u"360p"_s}));
    const auto ladder = webLadder(desk().replica(), OutputForm::Mp4);
    ASSERT_TRUE(ladder.ok());
    const auto whole = desk().encodes().enqueue(makeAsset(), *ladder);
    ASSERT_TRUE(whole.ok());
    EXPECT_EQ(desk().encodes().job(whole->first())->presets(), (QStringList{u"720p"_s, u"480p"_s, u"360p"_s}));
}

TEST_F(EncodesTest, ShowsTheQueueInItsOrderAndFollowsIt)
{
    EncodesModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QList<QUuid> ids;
    for (int i = 0; i < 3; ++i) {
        const auto queued = desk().encodes().enqueue(makeAsset(), {u"720p"_s, u"360p"_s});
        ASSERT_TRUE(queued.ok()) << qUtf8Printable(queued.error().toString());
        ids += *queued;
    }
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(model.unfinished(), 3);
    const QPersistentModelIndex last = model.index(2, 0);
    const std::unique_ptr<QMimeData> dragged(model.mimeData({last}));
    EXPECT_FALSE(model.dropMimeData(dragged.get(), Qt::MoveAction, 0, 0, {})) << "the view must not remove the row";
    EXPECT_EQ(last.row(), 0) << "a selection goes with its job";
    EXPECT_EQ(model.jobAt(0)->id, ids.at(2));
    desk().encodes().cancel(ids.at(2));
    EXPECT_EQ(last.row(), 2) << "what ended stands below what waits";
    EXPECT_EQ(model.jobAt(2)->state, EncodeState::Cancelled);
    EXPECT_FALSE(model.flags(last).testFlag(Qt::ItemIsDragEnabled));
    desk().encodes().remove(ids.at(2));
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.unfinished(), 2);
}

TEST_F(EncodesTest, AFailedEncodeSaysWhyInWords)
{
    const Id<MediaAsset> asset = makeAsset();
    EncodesModel model(desk());
    desk().encodes().start();
    ASSERT_TRUE(desk().encodes().enqueue(asset, {u"360p"_s}).ok());
    ASSERT_TRUE(waitFor([&] { return model.jobAt(0)->state == EncodeState::Failed; }, 15000));
    const QString why = model.index(0, EncodesModel::StateColumn).data().toString();
    EXPECT_FALSE(model.index(0, 0).data(EncodesModel::ErrorRole).toString().isEmpty());
    EXPECT_FALSE(why.contains(u"_"_s)); // no code of an error
}

TEST_F(EncodesTest, TheLimitsLetTheGraphicsCardEncode)
{
    LanguageSwitch language(*qApp);
    for (const Language one : {Language::Arabic, Language::English}) {
        language.setLanguage(one);
        EncodeLimitsDialog dialog(desk());
        const QString text = one == Language::Arabic ? u"استخدام بطاقة الرسوم متى أمكن"_s
                                                     : u"Use the graphics card when it can"_s;
        QCheckBox *card = nullptr;
        for (QCheckBox *box : dialog.findChildren<QCheckBox *>()) {
            card = box->text() == text ? box : card;
        }
        ASSERT_NE(card, nullptr);
        EXPECT_FALSE(card->isChecked());
        dialog.show();
        card->click();
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            applyTheme(*qApp, theme);
            const QString folder = qEnvironmentVariable("RAWI_PICTURES");
            const QString name = u"/limits-%1-%2.png"_s.arg(
                LanguageSwitch::code(one), theme == ThemeMode::Dark ? u"dark"_s : u"light"_s);
            EXPECT_TRUE(folder.isEmpty() ? !dialog.grab().isNull() : dialog.grab().save(folder + name));
        }
        applyTheme(*qApp, ThemeMode::Light);
        Q_EMIT dialog.findChild<QDialogButtonBox *>()->accepted();
        EXPECT_TRUE(desk().encodes().limits().hardware);
        EncodeLimits limits = desk().encodes().limits();
        limits.hardware = false;
        ASSERT_TRUE(desk().encodes().setLimits(limits).ok());
    }
    language.setLanguage(Language::English);
}

TEST_F(EncodesTest, ACutStandsAmongTheEncodesAndSaysItsFailureInWords)
{
    const Id<MediaAsset> asset = makeAsset();
    EncodesModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_TRUE(desk().encodes().enqueueCut(asset, EditList({{0, 500'000, {}}})).ok());
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.index(0, EncodesModel::PresetColumn).data().toString(), u"Cut"_s);
    desk().encodes().start();
    ASSERT_TRUE(waitFor([&] { return model.jobAt(0)->state == EncodeState::Failed; }, 15000));
    const QString why = model.index(0, EncodesModel::StateColumn).data().toString();
    EXPECT_TRUE(why.contains(u"interview (final).mov"_s)) << qUtf8Printable(why);
    EXPECT_FALSE(why.contains(u"_"_s));
}

TEST_F(EncodesTest, ShowsUploadsWithTheirBytes)
{
    TransfersModel model(desk());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Upload upload;
    upload.id = makeUuidV7(m_clock.nowMs());
    upload.assetId = makeAsset();
    upload.path = m_directory.file(u"interview (final).mov"_s);
    upload.size = 4000000;
    upload.offset = 1000000;
    upload.state = UploadState::Running;
    ASSERT_TRUE(desk().uploads().put(upload).ok());
    Q_EMIT desk().sync().uploadChanged(upload.id);
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.index(0, 0).data(TransfersModel::PermilleRole).toInt(), 250);
    EXPECT_EQ(model.unfinished(), 1);
    upload.offset = upload.size;
    upload.state = UploadState::Done;
    ASSERT_TRUE(desk().uploads().put(upload).ok());
    Q_EMIT desk().sync().uploadChanged(upload.id);
    EXPECT_EQ(model.index(0, 0).data(TransfersModel::PermilleRole).toInt(), 1000);
    EXPECT_EQ(model.unfinished(), 0);
}

} // namespace
