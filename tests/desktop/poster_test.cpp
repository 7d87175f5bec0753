// Choosing a poster: the best frames, the frame in the preview, and the way back.
#include "tests/desktop/desk_fixture.h"
#include "tests/support/media_files.h"
#include "ui/kit/language.h"
#include "ui/media/player/frame_view.h"
#include "ui/media/player/preview_view.h"
#include "ui/media/poster/poster_dialog.h"
#include "ui/media/poster/poster_presenter.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

namespace rawi::test {

namespace {

constexpr int kPatienceMs = 60'000;

class PosterTest : public DeskFixture {
protected:
    void SetUp() override
    {
        DeskFixture::SetUp();
        QUuid added;
        bool pictures = false;
        QObject context;
        QObject::connect(&desk().intake(), &MediaIntake::added, &context,
                         [&](const QString &, const QUuid &, const QUuid &id) { added = id; });
        QObject::connect(&desk().intake(), &MediaIntake::picturesReady, &context, [&] { pictures = true; });
        desk().intake().add({streetVideo()});
        ASSERT_TRUE(waitFor([&] { return pictures; }, kPatienceMs));
        asset = Id<MediaAsset>(added);
    }

    MediaVariant variant(const char *name)
    {
        const auto found = desk().replica().where<MediaVariant>("asset_id", asset.text());
        for (const MediaVariant &one : found.ok() ? *found : QList<MediaVariant>()) {
            if (one.name == QLatin1StringView(name)) {
                return one;
            }
        }
        ADD_FAILURE() << "no variant " << name;
        return {};
    }

    QString hashOnDisk()
    {
        QFile file(desk().posterPath(asset));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return QString::fromLatin1(QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex());
    }

    MediaAsset record() { return **desk().replica().find(asset); }

    Id<MediaAsset> asset;
};

} // namespace

TEST_F(PosterTest, AChoiceIsAStepThatIsTakenBackToTheByte)
{
    QUndoStack undo;
    PosterPresenter presenter(desk(), undo);
    const QList<PosterFrame> offered = presenter.offered(asset);
    ASSERT_GE(offered.size(), 4);
    const QString first = variant("poster").sha256;
    const QString firstThumb = variant("thumb-320").sha256;
    QSignalSpy chosen(&presenter, &PosterPresenter::chosen);
    presenter.choose(asset, offered[2].atMs);
    EXPECT_TRUE(presenter.isBusy(asset));
    ASSERT_TRUE(waitFor([&] { return chosen.count() == 1; }, kPatienceMs));
    const QString second = variant("poster").sha256;
    EXPECT_NE(second, first);
    EXPECT_EQ(hashOnDisk(), second);
    EXPECT_EQ(presenter.offered(asset).size(), offered.size()) << "what was offered stays";
    ASSERT_EQ(undo.count(), 1);
    undo.undo();
    EXPECT_EQ(variant("poster").sha256, first);
    EXPECT_EQ(variant("thumb-320").sha256, firstThumb);
    EXPECT_EQ(variant("poster").status, VariantStatus::Pending) << "to go to the server again";
    EXPECT_EQ(hashOnDisk(), first);
    undo.redo();
    EXPECT_EQ(variant("poster").sha256, second);
    EXPECT_EQ(hashOnDisk(), second);
    const auto uploads = desk().uploads().uploads();
    ASSERT_TRUE(uploads.ok());
    EXPECT_TRUE(std::any_of(uploads->begin(), uploads->end(), [&](const Upload &one) { return one.sha256 == second; }));

    presenter.choose(asset, offered[2].atMs);
    ASSERT_TRUE(waitFor([&] { return chosen.count() == 2; }, kPatienceMs));
    EXPECT_EQ(undo.count(), 1) << "the same again is no step";

    QSignalSpy failed(&presenter, &PosterPresenter::failed);
    presenter.choose(Id<MediaAsset>(QUuid::createUuid()), 0);
    ASSERT_EQ(failed.count(), 1);
    EXPECT_EQ(failed[0][0].value<Error>().code, ErrorCode::FileMissing);
}

// The frame that is shown is the one that is taken: from the film, and, on a desk that has not got it, from the preview.
TEST_F(PosterTest, TheFrameInThePreviewBecomesThePoster)
{
    QUndoStack undo;
    PosterPresenter presenter(desk(), undo);
    QSignalSpy chosen(&presenter, &PosterPresenter::chosen);
    PreviewView view(desk());
    view.resize(390, 340);
    view.show();
    view.setAsset(asset);
    EXPECT_TRUE(view.shownFrame(1280).isNull());
    view.seekTo(61'250);
    ASSERT_TRUE(waitFor([&] { return !view.shownFrame(64).isNull() && std::abs(view.shownMs() - 61'200) < 110; }, 20'000))
        << view.shownMs();
    const QImage shown = view.shownFrame(1280);
    ASSERT_EQ(shown.size(), QSize(768, 576));
    presenter.choose(asset, view.shownMs(), shown);
    ASSERT_TRUE(waitFor([&] { return chosen.count() == 1; }, kPatienceMs));
    // Far below what two frames of the street differ by.
    const auto difference = [&](const QImage &one, const QImage &other) {
        const QImage a = one.scaled(192, 144, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_Grayscale8);
        const QImage b = other.scaled(192, 144, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_Grayscale8);
        qint64 sum = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x) {
                sum += std::abs(int(a.constScanLine(y)[x]) - int(b.constScanLine(y)[x]));
            }
        }
        return double(sum) / (a.width() * a.height());
    };
    const QImage ofFilm(desk().posterPath(asset));
    const QImage offered(presenter.offered(asset).first().path);
    EXPECT_LT(difference(ofFilm, shown), difference(offered, shown) / 2);

    ASSERT_TRUE(desk().localMedia().remove(asset, u"original"_s).ok());
    undo.undo();
    presenter.choose(asset, view.shownMs(), shown);
    ASSERT_TRUE(waitFor([&] { return chosen.count() == 2; }, kPatienceMs));
    const QImage ofPreview(desk().posterPath(asset));
    EXPECT_EQ(ofPreview.size(), QSize(768, 576));
    EXPECT_LT(difference(ofPreview, shown), difference(offered, shown) / 2);
    EXPECT_EQ(undo.count(), 1);
}

TEST_F(PosterTest, TheDialogIsUsedByKeysInBothLanguages)
{
    LanguageSwitch language(*qApp);
    QUndoStack undo;
    PosterPresenter presenter(desk(), undo);
    QImage shown(320, 240, QImage::Format_RGB32);
    shown.fill(Qt::red);
    for (const Language one : {Language::Arabic, Language::English}) {
        language.setLanguage(one);
        PosterDialog dialog(presenter, record(), {shown, 12'300});
        dialog.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&dialog));
        auto *frames = dialog.findChild<QListWidget *>();
        ASSERT_GE(frames->count(), 5);
        EXPECT_FALSE(frames->accessibleName().isEmpty());
        EXPECT_TRUE(frames->item(0)->text().contains(u"00:00:12"_s));
        // The first is at the reading direction's start.
        const int first = frames->visualItemRect(frames->item(0)).center().x();
        const int second = frames->visualItemRect(frames->item(1)).center().x();
        EXPECT_EQ(first > second, one == Language::Arabic);
        QTest::keyClick(frames, one == Language::Arabic ? Qt::Key_Left : Qt::Key_Right);
        EXPECT_EQ(frames->currentRow(), 1);
        QSignalSpy chosen(&presenter, &PosterPresenter::chosen);
        QTest::keyClick(frames, Qt::Key_Return);
        EXPECT_FALSE(dialog.isVisible());
        EXPECT_TRUE(presenter.isBusy(asset));
        ASSERT_TRUE(waitFor([&] { return chosen.count() == 1; }, kPatienceMs));
    }
    ASSERT_TRUE(desk().localMedia().remove(asset, u"candidate-1"_s).ok());
    PosterDialog none(presenter, record(), {});
    none.show();
    EXPECT_EQ(none.findChild<QListWidget *>()->count(), 0);
    EXPECT_FALSE(none.findChildren<QPushButton *>().first()->isEnabled());
}

TEST_F(PosterTest, TheDialogOfALostFilmClosesAndSaysSo)
{
    QUndoStack undo;
    PosterPresenter presenter(desk(), undo);
    QPointer<PosterDialog> dialog = new PosterDialog(presenter, record(), {});
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
    QSignalSpy lost(dialog, &PosterDialog::filmLost);
    const FeedCursor cursor{u"test"_s, ++m_seq, QString::number(m_seq)};
    ASSERT_TRUE(ReplicaFeed(desk().replica()).applyPull({{recordInfo<MediaAsset>().name, QUuid::createUuid(), 2, {}, true}}, cursor).ok());
    EXPECT_TRUE(dialog->isVisible()) << "another film";
    lose({recordInfo<MediaAsset>().name, asset.uuid()});
    EXPECT_EQ(lost.count(), 1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_TRUE(dialog.isNull());
}

} // namespace rawi::test
