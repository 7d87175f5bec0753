#pragma once

#include "core/rules/describe.h"
#include "core/text/direction.h"
#include "ui/kit/office_column.h"

#include <QWidget>

namespace rawi {

// A field of a form: its description, and what only the feature knows of it.
struct FormField {
    enum class Look { ByKind, LongText, Secret, Choices, ReadOnly };

    FieldInfo info;
    Words label;
    Look look = Look::ByKind;
    Words hint = {};                                      // beside the field, small
    std::function<QString(const QString &value)> names = {}; // of an enum's values and of choices; empty: as they are
    bool isRequired = false;
    std::optional<Direction> direction = {};              // empty: that of what stands in it
    QStringList choices = {};                             // the members that a TextSet may have, for Look::Choices
    std::function<QString(const QJsonValue &value)> problem = {}; // in words; empty text: none
};

// The field of a described type. A type without such a field is a mistake in the program.
FormField formField(const RecordInfo &type, QStringView name, Words label);

// The widget of one field, with its value as the wire has it. GUI thread.
class FormEditor : public QObject {
    Q_OBJECT

public:
    // The editor of the field's kind and look; its widget is a child of `parent`.
    static FormEditor *make(const FormField &field, QWidget *parent);

    virtual QWidget *widget() const = 0;
    virtual QJsonValue value() const = 0;
    virtual void setValue(const QJsonValue &value) = 0; // tells nothing
    virtual bool isReadOnly() const { return false; }
    // Whether one change is a letter of many, which are undone together.
    virtual bool isTyped() const { return false; }
    virtual bool holdsItsLabel() const { return false; }
    virtual void retranslate() {}

Q_SIGNALS:
    void edited(); // by a person

protected:
    FormEditor(const FormField &field, QObject *parent);
    QString nameOf(const QString &value) const;
    Qt::LayoutDirection layoutOf(const QString &text) const;

    const FormField m_field;
};

} // namespace rawi
