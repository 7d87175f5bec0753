#include "app/features/desk_features.h"
#include "tests/desktop/desk_fixture.h"
#include "ui/kit/group_box.h"
#include "ui/kit/theme.h"
#include "ui/media/studio/preset_editor_dialog.h"
#include "ui/media/studio/preset_settings_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace rawi;

namespace {

class PresetEditorTest : public test::DeskFixture {
protected:
    static void SetUpTestSuite() // as the window does
    {
        for (const Feature &one : app::deskFeatures()) {
            addWords(one.words);
        }
    }

    QList<EncodePreset> own()
    {
        QList<EncodePreset> presets = *knownPresets(desk().replica());
        presets.removeIf([](const EncodePreset &one) { return one.builtIn; });
        return presets;
    }
};

TEST_F(PresetEditorTest, ABuiltInOneIsDuplicatedAndTheCopyEdited)
{
    PresetEditorPresenter presenter(desk());
    EXPECT_EQ(presenter.shown().key, builtInPresets().first().key);
    EXPECT_EQ(presenter.access(), PresetAccess::BuiltIn);
    presenter.setNames(u"لا"_s, u"No"_s);
    EXPECT_FALSE(presenter.isDirty()) << "it is not one's own";
    presenter.choose(u"podcast-mp3-stereo"_s);
    presenter.duplicate();
    EXPECT_EQ(presenter.shown().key, u"podcast-mp3-stereo-2"_s);
    presenter.setKey(u"Morning Show"_s);
    ASSERT_TRUE(presenter.problem());
    EXPECT_EQ(presenter.problem()->subject, u"key"_s);
    presenter.setKey(u"720p"_s);
    EXPECT_EQ(presenter.problem()->code, ErrorCode::AlreadyExists);
    EXPECT_FALSE(presenter.save());
    presenter.setKey(u"morning-show"_s);
    presenter.setNames(u"برنامج الصباح"_s, u"Morning show"_s);
    ASSERT_TRUE(presenter.save());
    EXPECT_FALSE(presenter.isDirty());
    ASSERT_EQ(own().size(), 1);
    EXPECT_EQ(own().first().nameAr, u"برنامج الصباح"_s);
    EncodeSettings settings = presenter.settings();
    settings.audio->loudness = -18;
    presenter.setSettings(settings);
    ASSERT_TRUE(presenter.save());
    EXPECT_EQ(own().first().version, 2);
    EXPECT_EQ(own().first().encodeSettings()->audio->loudness, -18.0);
}

// Under the house's style sheet; the mark is the one thing there in the accent colour.
TEST_F(PresetEditorTest, ABoxesCheckMarkStandsWhereReadingBegins)
{
    applyTheme(*qApp, ThemeMode::Light);
    const QColor accent = themeTokens(qApp->palette()).accent;
    for (const Qt::LayoutDirection layout : {Qt::LeftToRight, Qt::RightToLeft}) {
        GroupBox box(layout == Qt::RightToLeft ? u"الصوت"_s : u"Sound"_s);
        box.setLayoutDirection(layout);
        box.setCheckable(true);
        box.resize(400, 120);
        box.show();
        test::DeskFixture::wait(50);
        const QImage drawn = box.grab().toImage();
        int first = drawn.width();
        int last = -1;
        for (int x = 0; x < drawn.width(); ++x) {
            for (int y = 2; y < 13; ++y) {
                const QColor pixel = drawn.pixelColor(x, y);
                const bool mark = std::abs(pixel.red() - accent.red()) + std::abs(pixel.green() - accent.green())
                        + std::abs(pixel.blue() - accent.blue()) < 24;
                first = mark ? qMin(first, x) : first;
                last = mark ? qMax(last, x) : last;
            }
        }
        ASSERT_GE(last, first);
        // Written text is on one side of it only.
        const auto isInk = [&](int x) {
            bool ink = false;
            for (int y = 2; y < 13; ++y) {
                ink = ink || drawn.pixelColor(x, y).lightness() < 110;
            }
            return ink;
        };
        int before = 0;
        int after = 0;
        for (int x = 0; x < drawn.width(); ++x) {
            before += x < first - 2 && isInk(x);
            after += x > last + 2 && isInk(x);
        }
        EXPECT_EQ(before > 0, layout == Qt::RightToLeft) << before;
        EXPECT_EQ(after > 0, layout == Qt::LeftToRight) << after;
        const QString folder = qEnvironmentVariable("RAWI_PICTURES");
        if (!folder.isEmpty()) {
            drawn.save(folder + u"/group-box-%1.png"_s.arg(layout));
        }
    }
}

TEST_F(PresetEditorTest, ARemovalIsTakenBack)
{
    PresetEditorPresenter presenter(desk());
    presenter.duplicate();
    ASSERT_TRUE(presenter.save());
    const EncodePreset before = own().first();
    QSignalSpy removed(&presenter, &PresetEditorPresenter::removed);
    presenter.remove();
    EXPECT_EQ(removed.size(), 1);
    EXPECT_TRUE(own().isEmpty());
    EXPECT_EQ(presenter.access(), PresetAccess::BuiltIn) << "another one is shown";
    presenter.undoRemoval();
    ASSERT_EQ(own().size(), 1);
    EXPECT_EQ(own().first().key, before.key);
    EXPECT_EQ(own().first().settings, before.settings);
    EXPECT_EQ(presenter.shown().key, before.key);
}

TEST_F(PresetEditorTest, ADraftStaysWhileAnotherDeskChangesTheList)
{
    PresetEditorPresenter presenter(desk());
    presenter.duplicate();
    ASSERT_TRUE(presenter.save());
    presenter.setNames(u"مسودة"_s, u"Draft"_s);
    EncodePreset theirs = own().first();
    EncodeSettings settings = *theirs.encodeSettings();
    settings.video->crf = 30;
    theirs.settings = settings.toJson();
    theirs.version = 2;
    pull(theirs);
    EXPECT_EQ(presenter.shown().nameEn, u"Draft"_s);
    settings.video->crf = 25;
    presenter.setSettings(settings);
    QSignalSpy failed(&presenter, &PresetEditorPresenter::failed);
    EXPECT_FALSE(presenter.save()) << "made on settings that are not there any more";
    EXPECT_EQ(failed.first().first().value<Error>().code, ErrorCode::RevisionConflict);
    presenter.choose(theirs.key);
    EXPECT_EQ(presenter.settings().video->crf, 30);
}

TEST_F(PresetEditorTest, SettingsFollowTheKindOfFile)
{
    const EncodeSettings web = *builtInPreset(u"720p"_s)->encodeSettings();
    for (size_t i = 0; i < EnumNames<OutputForm>::names.size(); ++i) {
        for (size_t from = 0; from < EnumNames<OutputForm>::names.size(); ++from) {
            EncodeSettings settings = web;
            settings.form = static_cast<OutputForm>(from);
            settings = fitted(settings);
            settings.form = static_cast<OutputForm>(i);
            settings = fitted(settings);
            EXPECT_TRUE(settings.check().ok()) << from << " to " << i;
            EXPECT_EQ(fitted(settings), settings);
        }
    }
    EncodeSettings av1 = web;
    av1.video->codec = VideoCodec::Av1;
    EXPECT_EQ(fitted(av1).video->speed, u"8"_s) << "x264's speeds are none of SVT-AV1's";
    EXPECT_EQ(fitted(av1).video->height, 720);
}

TEST_F(PresetEditorTest, TheFormShowsOnlyWhatApplies)
{
    PresetSettingsView view;
    view.QWidget::show();
    const auto shows = [&](const char *name) {
        const auto all = view.findChildren<QWidget *>();
        return std::any_of(all.cbegin(), all.cend(), [&](const QWidget *one) {
            return one->accessibleName() == QLatin1StringView(name) && one->isVisible();
        });
    };
    view.show(*builtInPreset(u"720p"_s)->encodeSettings());
    EXPECT_TRUE(shows("H.264 profile") && shows("Highest peak") && shows("Codec"));
    EXPECT_FALSE(shows("Longer side") || shows("Own target"));
    view.show(*builtInPreset(u"av1-720p"_s)->encodeSettings());
    EXPECT_FALSE(shows("H.264 profile"));
    view.show(*builtInPreset(u"podcast-opus-mono"_s)->encodeSettings());
    EXPECT_FALSE(shows("Height") || shows("Codec"));
    view.show(*builtInPreset(u"avif-800"_s)->encodeSettings());
    EXPECT_TRUE(shows("Longer side"));
    EXPECT_FALSE(shows("Loudness") || shows("Height"));
    view.show(*builtInPreset(u"archive-audio"_s)->encodeSettings());
    EXPECT_FALSE(shows("Highest peak")) << "as the source is";
    EXPECT_FALSE(shows("Data rate")) << "FLAC";
}

TEST_F(PresetEditorTest, WhatTheFormShowsIsWhatItSays)
{
    PresetSettingsView view;
    for (const EncodePreset &preset : builtInPresets()) {
        const EncodeSettings settings = *preset.encodeSettings();
        view.show(settings);
        QSignalSpy changed(&view, &PresetSettingsView::changed);
        const auto boxes = view.findChildren<QComboBox *>();
        Q_EMIT boxes.first()->activated(boxes.first()->currentIndex()); // chosen again, nothing else
        ASSERT_EQ(changed.size(), 1);
        EXPECT_EQ(changed.first().first().value<EncodeSettings>(), settings) << qUtf8Printable(preset.key);
    }
}

TEST_F(PresetEditorTest, TheDialogSaysWhatIsWrongAndSavesWhatIsRight)
{
    PresetEditorDialog dialog(desk());
    dialog.QWidget::show();
    const auto button = [&](const char *text) -> QPushButton * {
        const auto all = dialog.findChildren<QPushButton *>();
        const auto found = std::find_if(all.cbegin(), all.cend(), [&](const QPushButton *one) { return one->text() == QLatin1StringView(text); });
        return found == all.cend() ? nullptr : *found;
    };
    const auto edit = [&](const char *name) -> QLineEdit * {
        const auto all = dialog.findChildren<QLineEdit *>();
        const auto found = std::find_if(all.cbegin(), all.cend(), [&](const QLineEdit *one) { return one->accessibleName() == QLatin1StringView(name); });
        return found == all.cend() ? nullptr : *found;
    };
    EXPECT_FALSE(button("Save")->isEnabled());
    EXPECT_TRUE(edit("English name")->isReadOnly());
    button("Duplicate")->click();
    EXPECT_TRUE(button("Save")->isEnabled());
    edit("Arabic name")->clear();
    Q_EMIT edit("Arabic name")->textEdited({});
    EXPECT_FALSE(button("Save")->isEnabled());
    const auto labels = dialog.findChildren<QLabel *>();
    EXPECT_TRUE(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel *one) {
        return one->isVisible() && one->text().contains(u"Arabic name"_s)
            && one->text().contains(u"still empty"_s);
    }));
    auto *list = dialog.findChild<QListView *>();
    QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    list->setCurrentIndex(list->model()->index(5, 0));
    auto *question = dialog.findChild<QMessageBox *>();
    ASSERT_TRUE(question) << "what was typed is not thrown away unasked";
    question->defaultButton()->click();
    edit("Arabic name")->setText(u"لنا"_s);
    Q_EMIT edit("Arabic name")->textEdited(u"لنا"_s);
    button("Save")->click();
    ASSERT_EQ(own().size(), 1);
    EXPECT_EQ(own().first().nameAr, u"لنا"_s);
    EXPECT_EQ(list->currentIndex().data(PresetListModel::KeyRole).toString(), own().first().key);
}

TEST_F(PresetEditorTest, FilesGoOutAndInAndSayWhatIsWrongWithThem)
{
    PresetEditorDialog dialog(desk());
    dialog.presenter().duplicate();
    ASSERT_TRUE(dialog.presenter().save());
    const QString path = m_directory.file(u"presets.json"_s);
    dialog.exportTo(path, false);
    dialog.presenter().remove();
    ASSERT_TRUE(own().isEmpty());
    dialog.importFrom(path);
    EXPECT_EQ(own().size(), 1);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("not presets");
    file.close();
    EXPECT_EQ(dialog.presenter().importFile(path).error().code, ErrorCode::CorruptData);
    dialog.importFrom(path);
    EXPECT_EQ(own().size(), 1);
}

TEST_F(PresetEditorTest, TheSwitchBeforePublishingIsTheNewsrooms)
{
    PresetEditorDialog dialog(desk());
    QComboBox *gate = nullptr;
    const auto boxes = dialog.findChildren<QComboBox *>();
    for (QComboBox *box : boxes) {
        gate = box->accessibleName() == u"What publishing asks of the sound"_s ? box : gate;
    }
    ASSERT_TRUE(gate);
    EXPECT_EQ(gate->currentData().toInt(), static_cast<int>(LoudnessGate::Off));
    gate->setCurrentIndex(gate->findData(static_cast<int>(LoudnessGate::R128)));
    Q_EMIT gate->activated(gate->currentIndex());
    EXPECT_EQ(dialog.presenter().gate(), LoudnessGate::R128);
    WorkspaceSettings theirs = *desk().replica().find(WorkspaceSettings::theId()).value();
    theirs.rev = 5;
    theirs.loudnessGate = LoudnessGate::Web;
    pull(theirs);
    EXPECT_EQ(gate->currentData().toInt(), static_cast<int>(LoudnessGate::R128)) << "what this desk asked for is still on its way";
}

} // namespace
