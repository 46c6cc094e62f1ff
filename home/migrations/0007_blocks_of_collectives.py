"""What a collective's page said around its words becomes blocks: in what is online, and in drafts."""

from uuid import uuid4

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

BEFORE, AFTER = ("coming", "farms"), ("news",)


class Surround(BaseBlockOperation):
    """The blocks of the page stay between what stood before and after them."""

    operation_name_fragment = "surround"

    def apply(self, block_value):
        return [*map(_block, BEFORE), *block_value, *map(_block, AFTER)]


def _block(name):
    return {"type": name, "value": {"title": ""}, "id": str(uuid4())}


class Migration(migrations.Migration):
    dependencies = [("home", "0006_filled_blocks")]
    operations = [
        MigrateStreamData(
            app_name="home",
            model_name="CollectivePage",
            field_name="content",
            operations_and_block_paths=[(Surround(), "")],
        )
    ]
