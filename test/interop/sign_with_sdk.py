"""Signs URLs with omni-analytics-sdk: JSON on standard input, one URL a line on standard output."""

import json
import sys

from omni import OmniEmbedder

asked = json.load(sys.stdin)
embedder = OmniEmbedder(vanity_domain=asked["host"], embed_secret=asked["secretKey"])
options = {
    "access_boost": True,
    "connection_roles": {"123456789": "VIEWER"},
    "custom_theme": {"dashboard-background": "#00FF00"},
    "custom_theme_id": "theme-123",
    "email": "user+test@example.com",
    "entity": "Acme & Söhne",
    "entity_folder_content_role": OmniEmbedder.ContentRole.editor,
    "entity_folder_group_content_role": OmniEmbedder.ContentRole.viewer,
    "entity_folder_label": "Label 100%",
    "entity_group_label": "Gruppe ü",
    "filter_search_params": {"state": ["GA", "NY"]},
    "groups": ["group1", "group 2"],
    "link_access": True,
    "mode": OmniEmbedder.AccessMode.application,
    "model_roles": {"model": "read"},
    "prefers_dark": OmniEmbedder.PrefersDark.system,
    "preserve_entity_folder_content_role": True,
    "theme": OmniEmbedder.Theme.dawn,
    "ui_settings": {"showNavigation": False},
    "user_attributes": {"country": ["FR", "DE"], "quota": 7, "name": "Zoë 🦊 + & %"},
}
viewer = {"external_id": "user-1", "name": asked["name"]}
for version in ("v1", "v0"):
    signing = {"signing_version": version}
    print(embedder.build_dashboard_url("da24491e", **viewer, **signing))
    print(embedder.build_dashboard_url("da24491e", **viewer, **options, **signing))
    print(embedder.build_workbook_url("da24491e", **viewer, **signing))
