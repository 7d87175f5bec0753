#include "ui/media/subtitles/subtitle_delegate.h"

#include "core/subtitles/cue_markup.h"
#include "ui/kit/text_paint.h"
#include "ui/kit/theme.h"
#include "ui/media/subtitles/subtitle_editor_model.h"

#include <QLineEdit>
#include <QPainter>

namespace rawi {

void SubtitleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeTokens &tokens = themeTokens(option.palette);
    const int column = index.column();
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, tokens.accentSoft);
    }
    painter->setFont(option.font);
    painter->setPen(column == SubtitleEditorModel::MarksColumn ? tokens.warn
                        : column == SubtitleEditorModel::NumberColumn ? tokens.muted
                                                                      : tokens.text);
    const QRect inside = option.rect.adjusted(6, 4, -6, -4);
    const QString text = column == SubtitleEditorModel::NumberColumn ? option.locale.toString(index.row() + 1)
                                                                        : index.data().toString();
    if (column == SubtitleEditorModel::ArabicColumn || column == SubtitleEditorModel::EnglishColumn) {
        const Qt::LayoutDirection side = column == SubtitleEditorModel::ArabicColumn ? Qt::RightToLeft : Qt::LeftToRight;
        const QStringList lines = withoutTags(text).split(u'\n');
        const int height = painter->fontMetrics().height();
        for (int i = 0; i < lines.size() && (i + 1) * height <= inside.height() + 2; ++i) {
            paintText(*painter, QRect(inside.left(), inside.top() + i * height, inside.width(), height), lines[i], side);
        }
    } else {
        painter->setLayoutDirection(Qt::LeftToRight);
        painter->drawText(inside, Qt::AlignCenter, text);
    }
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

QWidget *SubtitleDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (editor) {
        editor->setLayoutDirection(Qt::LeftToRight); // only times are edited in the table
    }
    return editor;
}

} // namespace rawi
