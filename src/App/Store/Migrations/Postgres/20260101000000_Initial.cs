using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Doorstep.App.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<long>(type: "bigint", nullable: false),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    actor_role = table.Column<int>(type: "integer", nullable: false),
                    organisation = table.Column<string>(type: "text", nullable: true),
                    from = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bays",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    station = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<int>(type: "integer", nullable: false),
                    has_lock = table.Column<bool>(type: "boolean", nullable: false),
                    has_camera = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bays", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bills",
                columns: table => new
                {
                    session = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    energy = table.Column<long>(type: "bigint", nullable: false),
                    electricity = table.Column<long>(type: "bigint", nullable: false),
                    service = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    market = table.Column<long>(type: "bigint", nullable: false),
                    lines = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bills", x => x.session);
                });

            migrationBuilder.CreateTable(
                name: "calls",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    run = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    english_title = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    english_text = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    sites = table.Column<string>(type: "text", nullable: false),
                    figures = table.Column<string>(type: "text", nullable: false),
                    problem_digest = table.Column<string>(type: "text", nullable: false),
                    plan_hash = table.Column<string>(type: "text", nullable: false),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<long>(type: "bigint", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calls", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cards",
                columns: table => new
                {
                    uid = table.Column<string>(type: "text", nullable: false),
                    resident = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    blocked_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cards", x => x.uid);
                });

            migrationBuilder.CreateTable(
                name: "ceiling_exceptions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    station = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ceiling = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    approved_by = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ceiling_exceptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "city_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_city_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "communities",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    english_name = table.Column<string>(type: "text", nullable: false),
                    division = table.Column<string>(type: "text", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    boundary = table.Column<string>(type: "text", nullable: true),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_communities", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "connectors",
                columns: table => new
                {
                    pile = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    max_power = table.Column<long>(type: "bigint", nullable: false),
                    standard = table.Column<string>(type: "text", nullable: false),
                    bay = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_connectors", x => new { x.pile, x.number });
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "divisions",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    english_name = table.Column<string>(type: "text", nullable: false),
                    parent = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_divisions", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "feeders",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    division = table.Column<string>(type: "text", nullable: true),
                    limit_kva = table.Column<double>(type: "double precision", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feeders", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "gates",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    community = table.Column<string>(type: "text", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "grants",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    secret_hash = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    organisation = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    areas = table.Column<string>(type: "text", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    issued_by = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    revoked_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "ledger",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    transaction = table.Column<long>(type: "bigint", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "map_features",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    layer = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    geometry = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_map_features", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    resident = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    session = table.Column<long>(type: "bigint", nullable: false),
                    pile = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    connector = table.Column<int>(type: "integer", nullable: false),
                    energy = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    read_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    english_name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    credit_code = table.Column<string>(type: "text", nullable: true),
                    areas = table.Column<string>(type: "text", nullable: false),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    resident = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    given_back = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pile_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    pile = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    station = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    connector = table.Column<int>(type: "integer", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pile_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "piles",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    station = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    link_name = table.Column<string>(type: "text", nullable: false),
                    protocol = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    rated_power = table.Column<long>(type: "bigint", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    vendor = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    firmware = table.Column<string>(type: "text", nullable: false),
                    secret_hash = table.Column<string>(type: "text", nullable: true),
                    first_seen = table.Column<string>(type: "text", nullable: true),
                    out_of_service = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    removed_at = table.Column<long>(type: "bigint", nullable: true),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_piles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plugs",
                columns: table => new
                {
                    pile = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    connector = table.Column<int>(type: "integer", nullable: false),
                    transaction = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    register = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plugs", x => new { x.pile, x.connector });
                });

            migrationBuilder.CreateTable(
                name: "public_stations",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    @operator = table.Column<string>(name: "operator", type: "text", nullable: false),
                    division = table.Column<string>(type: "text", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    fast_piles = table.Column<int>(type: "integer", nullable: false),
                    slow_piles = table.Column<int>(type: "integer", nullable: false),
                    fast_power = table.Column<long>(type: "bigint", nullable: false),
                    slow_power = table.Column<long>(type: "bigint", nullable: false),
                    open_to_public = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    removed_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_public_stations", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "readings",
                columns: table => new
                {
                    session = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    register = table.Column<long>(type: "bigint", nullable: false),
                    power = table.Column<long>(type: "bigint", nullable: true),
                    state_of_charge = table.Column<int>(type: "integer", nullable: true),
                    millivolts = table.Column<int>(type: "integer", nullable: true),
                    milliamperes = table.Column<int>(type: "integer", nullable: true),
                    temperature = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_readings", x => new { x.session, x.at, x.register });
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    payment = table.Column<long>(type: "bigint", nullable: false),
                    resident = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refunds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "residents",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: true),
                    display_name = table.Column<string>(type: "text", nullable: false),
                    agreement_from = table.Column<DateOnly>(type: "date", nullable: true),
                    agreement_until = table.Column<DateOnly>(type: "date", nullable: true),
                    home_longitude = table.Column<double>(type: "double precision", nullable: true),
                    home_latitude = table.Column<double>(type: "double precision", nullable: true),
                    home_community = table.Column<string>(type: "text", nullable: true),
                    culture = table.Column<string>(type: "text", nullable: false),
                    consent_version = table.Column<string>(type: "text", nullable: true),
                    consent_at = table.Column<long>(type: "bigint", nullable: true),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    blocked_at = table.Column<long>(type: "bigint", nullable: true),
                    deleted_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_residents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    station = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    pile = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    connector = table.Column<int>(type: "integer", nullable: false),
                    provider = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    resident = table.Column<long>(type: "bigint", nullable: true),
                    card = table.Column<string>(type: "text", nullable: true),
                    started_by = table.Column<int>(type: "integer", nullable: false),
                    remark = table.Column<string>(type: "text", nullable: false),
                    pile_transaction = table.Column<string>(type: "text", nullable: true),
                    start_key = table.Column<string>(type: "text", nullable: true),
                    begin_seen = table.Column<bool>(type: "boolean", nullable: false),
                    start_measured = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    fail_reason = table.Column<string>(type: "text", nullable: true),
                    stop_reason = table.Column<string>(type: "text", nullable: true),
                    requested_at = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: true),
                    full_at = table.Column<long>(type: "bigint", nullable: true),
                    stop_asked_at = table.Column<long>(type: "bigint", nullable: true),
                    stopped_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    meter_start = table.Column<long>(type: "bigint", nullable: true),
                    meter_stop = table.Column<long>(type: "bigint", nullable: true),
                    energy = table.Column<long>(type: "bigint", nullable: false),
                    pile_claimed = table.Column<bool>(type: "boolean", nullable: false),
                    pile_stop = table.Column<long>(type: "bigint", nullable: true),
                    pile_energy = table.Column<long>(type: "bigint", nullable: true),
                    pile_amount = table.Column<long>(type: "bigint", nullable: true),
                    disputed = table.Column<bool>(type: "boolean", nullable: false),
                    dispute_reason = table.Column<string>(type: "text", nullable: true),
                    offline = table.Column<bool>(type: "boolean", nullable: false),
                    held = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    terms = table.Column<string>(type: "text", nullable: false),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_codes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    code_hash = table.Column<string>(type: "text", nullable: false),
                    sent_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    failed_attempts = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sites",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    land_right = table.Column<int>(type: "integer", nullable: false),
                    division = table.Column<string>(type: "text", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    bays = table.Column<int>(type: "integer", nullable: false),
                    free_kva = table.Column<double>(type: "double precision", nullable: false),
                    extra_kva = table.Column<double>(type: "double precision", nullable: false),
                    extra_kva_cost = table.Column<long>(type: "bigint", nullable: false),
                    fixed_cost = table.Column<long>(type: "bigint", nullable: false),
                    pile_costs = table.Column<string>(type: "text", nullable: true),
                    inside = table.Column<bool>(type: "boolean", nullable: false),
                    feeder = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sites", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "siting_folders",
                columns: table => new
                {
                    run = table.Column<long>(type: "bigint", nullable: false),
                    part = table.Column<string>(type: "text", nullable: false),
                    zip = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_siting_folders", x => new { x.run, x.part });
                });

            migrationBuilder.CreateTable(
                name: "siting_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    division = table.Column<string>(type: "text", nullable: true),
                    area = table.Column<string>(type: "text", nullable: false),
                    assumptions = table.Column<string>(type: "text", nullable: false),
                    locks = table.Column<string>(type: "text", nullable: false),
                    derived_from = table.Column<long>(type: "bigint", nullable: true),
                    seed = table.Column<long>(type: "bigint", nullable: false),
                    work = table.Column<string>(type: "text", nullable: false),
                    seconds = table.Column<int>(type: "integer", nullable: false),
                    communities = table.Column<int>(type: "integer", nullable: false),
                    candidates = table.Column<int>(type: "integer", nullable: false),
                    distances_are_estimates = table.Column<bool>(type: "boolean", nullable: false),
                    problem_digest = table.Column<string>(type: "text", nullable: false),
                    earlier_hash = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    stop_asked = table.Column<bool>(type: "boolean", nullable: false),
                    resumed = table.Column<int>(type: "integer", nullable: false),
                    course = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    best = table.Column<double>(type: "double precision", nullable: true),
                    bound = table.Column<double>(type: "double precision", nullable: true),
                    gap = table.Column<double>(type: "double precision", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true),
                    by = table.Column<long>(type: "bigint", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    node = table.Column<int>(type: "integer", nullable: true),
                    beat_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_siting_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    organisation = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    display_name = table.Column<string>(type: "text", nullable: false),
                    areas = table.Column<string>(type: "text", nullable: false),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    disabled_at = table.Column<long>(type: "bigint", nullable: true),
                    last_authenticator_code = table.Column<string>(type: "text", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<long>(type: "bigint", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "station_tariffs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    station = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    tariff_code = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_station_tariffs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stations",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    provider = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    english_name = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    directions = table.Column<string>(type: "text", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    division = table.Column<string>(type: "text", nullable: true),
                    grid_limit = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    open_to_public = table.Column<bool>(type: "boolean", nullable: false),
                    opens_at = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    closes_at = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    sheltered = table.Column<bool>(type: "boolean", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: true),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "surveys",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    community = table.Column<string>(type: "text", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    households = table.Column<int>(type: "integer", nullable: false),
                    parking_spaces = table.Column<int>(type: "integer", nullable: false),
                    vehicles = table.Column<int>(type: "integer", nullable: false),
                    private_piles = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    entered_by = table.Column<string>(type: "text", nullable: false),
                    entered_at = table.Column<long>(type: "bigint", nullable: false),
                    submitted_at = table.Column<long>(type: "bigint", nullable: true),
                    judged_by = table.Column<string>(type: "text", nullable: true),
                    judged_at = table.Column<long>(type: "bigint", nullable: true),
                    judged_why = table.Column<string>(type: "text", nullable: true),
                    demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "taken_out",
                columns: table => new
                {
                    pile = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    connector = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_taken_out", x => new { x.pile, x.connector });
                });

            migrationBuilder.CreateTable(
                name: "tariffs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    rates = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tariffs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "text_messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    sent_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_text_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "vehicles",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    resident = table.Column<long>(type: "bigint", nullable: false),
                    plate = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    vin = table.Column<string>(type: "text", nullable: true),
                    battery = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vehicles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_holds",
                columns: table => new
                {
                    session = table.Column<long>(type: "bigint", nullable: false),
                    resident = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    settled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wallet_holds", x => x.session);
                });

            migrationBuilder.CreateTable(
                name: "wallets",
                columns: table => new
                {
                    resident = table.Column<long>(type: "bigint", nullable: false),
                    balance = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<long>(type: "bigint", nullable: false),
                    debt = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wallets", x => x.resident);
                    table.CheckConstraint("ck_wallet_never_overdrawn", "held >= 0 AND balance >= held AND debt >= 0");
                });

            migrationBuilder.CreateTable(
                name: "staff_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_claims_staff_user_id",
                        column: x => x.user_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_staff_logins_staff_user_id",
                        column: x => x.user_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_staff_passkeys_staff_user_id",
                        column: x => x.user_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "staff_tokens",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_staff_tokens_staff_user_id",
                        column: x => x.user_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_at",
                table: "audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_audit_subject",
                table: "audit",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_bays_station",
                table: "bays",
                column: "station");

            migrationBuilder.CreateIndex(
                name: "ix_bills_at",
                table: "bills",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_calls_until",
                table: "calls",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_cards_resident",
                table: "cards",
                column: "resident");

            migrationBuilder.CreateIndex(
                name: "ix_ceiling_exceptions_station_from",
                table: "ceiling_exceptions",
                columns: new[] { "station", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_city_settings_key_from",
                table: "city_settings",
                columns: new[] { "key", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_communities_division",
                table: "communities",
                column: "division");

            migrationBuilder.CreateIndex(
                name: "ix_gates_community",
                table: "gates",
                column: "community");

            migrationBuilder.CreateIndex(
                name: "ix_grants_kind_subject",
                table: "grants",
                columns: new[] { "kind", "subject" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_secret_hash",
                table: "grants",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_account_at",
                table: "ledger",
                columns: new[] { "account", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_account_key",
                table: "ledger",
                columns: new[] { "account", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_session",
                table: "ledger",
                column: "session");

            migrationBuilder.CreateIndex(
                name: "ix_map_features_layer",
                table: "map_features",
                column: "layer");

            migrationBuilder.CreateIndex(
                name: "ix_messages_resident_id",
                table: "messages",
                columns: new[] { "resident", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_messages_resident_read_at",
                table: "messages",
                columns: new[] { "resident", "read_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_next_at",
                table: "outbox",
                column: "next_at");

            migrationBuilder.CreateIndex(
                name: "ix_payments_resident_at",
                table: "payments",
                columns: new[] { "resident", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_payments_source_key",
                table: "payments",
                columns: new[] { "source", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pile_events_pile_at",
                table: "pile_events",
                columns: new[] { "pile", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_piles_changed_at",
                table: "piles",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "ix_piles_link_name",
                table: "piles",
                column: "link_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_piles_station",
                table: "piles",
                column: "station");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_payment_key",
                table: "refunds",
                columns: new[] { "payment", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refunds_resident_key",
                table: "refunds",
                columns: new[] { "resident", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_residents_phone",
                table: "residents",
                column: "phone",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_pile_pile_transaction",
                table: "sessions",
                columns: new[] { "pile", "pile_transaction" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_pile_start_key",
                table: "sessions",
                columns: new[] { "pile", "start_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_provider_requested_at",
                table: "sessions",
                columns: new[] { "provider", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_resident_requested_at",
                table: "sessions",
                columns: new[] { "resident", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_state",
                table: "sessions",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_station_requested_at",
                table: "sessions",
                columns: new[] { "station", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_codes_phone_sent_at",
                table: "sign_in_codes",
                columns: new[] { "phone", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_siting_runs_state",
                table: "siting_runs",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "staff",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_staff_organisation",
                table: "staff",
                column: "organisation");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "staff",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_claims_user_id",
                table: "staff_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_logins_user_id",
                table: "staff_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_passkeys_user_id",
                table: "staff_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_station_tariffs_station_from",
                table: "station_tariffs",
                columns: new[] { "station", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_stations_changed_at",
                table: "stations",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "ix_stations_provider",
                table: "stations",
                column: "provider");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_community_on",
                table: "surveys",
                columns: new[] { "community", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_surveys_state",
                table: "surveys",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_tariffs_code_valid_from",
                table: "tariffs",
                columns: new[] { "code", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_text_messages_at",
                table: "text_messages",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_vehicles_resident",
                table: "vehicles",
                column: "resident");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "bays");

            migrationBuilder.DropTable(
                name: "bills");

            migrationBuilder.DropTable(
                name: "calls");

            migrationBuilder.DropTable(
                name: "cards");

            migrationBuilder.DropTable(
                name: "ceiling_exceptions");

            migrationBuilder.DropTable(
                name: "city_settings");

            migrationBuilder.DropTable(
                name: "communities");

            migrationBuilder.DropTable(
                name: "connectors");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "divisions");

            migrationBuilder.DropTable(
                name: "feeders");

            migrationBuilder.DropTable(
                name: "gates");

            migrationBuilder.DropTable(
                name: "grants");

            migrationBuilder.DropTable(
                name: "keys");

            migrationBuilder.DropTable(
                name: "ledger");

            migrationBuilder.DropTable(
                name: "map_features");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "organisations");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "pile_events");

            migrationBuilder.DropTable(
                name: "piles");

            migrationBuilder.DropTable(
                name: "plugs");

            migrationBuilder.DropTable(
                name: "public_stations");

            migrationBuilder.DropTable(
                name: "readings");

            migrationBuilder.DropTable(
                name: "refunds");

            migrationBuilder.DropTable(
                name: "residents");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "sign_in_codes");

            migrationBuilder.DropTable(
                name: "sites");

            migrationBuilder.DropTable(
                name: "siting_folders");

            migrationBuilder.DropTable(
                name: "siting_runs");

            migrationBuilder.DropTable(
                name: "staff_claims");

            migrationBuilder.DropTable(
                name: "staff_logins");

            migrationBuilder.DropTable(
                name: "staff_passkeys");

            migrationBuilder.DropTable(
                name: "staff_tokens");

            migrationBuilder.DropTable(
                name: "station_tariffs");

            migrationBuilder.DropTable(
                name: "stations");

            migrationBuilder.DropTable(
                name: "surveys");

            migrationBuilder.DropTable(
                name: "taken_out");

            migrationBuilder.DropTable(
                name: "tariffs");

            migrationBuilder.DropTable(
                name: "text_messages");

            migrationBuilder.DropTable(
                name: "vehicles");

            migrationBuilder.DropTable(
                name: "wallet_holds");

            migrationBuilder.DropTable(
                name: "wallets");

            migrationBuilder.DropTable(
                name: "staff");
        }
    }
}
