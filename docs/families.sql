WITH  -- The families of docs/coverage.md. A record is in the first one that it fits, by who took part (ids of data/parties.yaml) and when;
      -- where nobody on these lists took part, the country of the place stands for the parties.
regions (region, ids) AS (VALUES
    ('palestinian', 'PS hamas palestinian-islamic-jihad plo fatah pflp pflp-gc dflp palestine-liberation-front abu-nidal-organization'),
    ('north', 'UA BY EE LV LT PL FI SE NO DK IS dpr lpr'),
    ('bloc', 'SU DD PL CS HU BG RO AL'),
    ('indochina', 'VN KH LA french-indochina viet-minh north-vietnam south-vietnam viet-cong provisional-revolutionary-government un-command khmer-rouge pathet-lao'),
    ('near east', 'YE SY IQ LB LY TR SA AE QA KW BH OM JO EG houthis saudi-led-coalition aqap north-yemen south-yemen '
        || 'southern-transitional-council syrian-opposition free-syrian-army syrian-national-army hayat-tahrir-al-sham al-nusra-front '
        || 'ahrar-al-sham islamic-state sdf ypg pkk kurdistan-region peshmerga kataib-hezbollah asaib-ahl-al-haq hezbollah amal '
        || 'islamic-jihad-lebanon revolutionary-justice-organization lebanese-forces south-lebanon-army gna-libya gnu-libya '
        || 'islamic-dawn-organization freedom-strugglers palestinian-revolutionary-squads iraqi-kidnappers islamic-army-in-iraq '
        || 'libyan-national-army libya-dawn misrata-brigades zintan-brigades suwayda-national-guard united-arab-republic'),
    ('caucasus', 'AM AZ GE KZ KG TJ TM UZ MD CY GR YU RS BA HR SI MK ME XK serbia-montenegro chechnya chechen-fighters abkhazia '
        || 'south-ossetia nagorno-karabakh transnistria northern-cyprus turkish-cypriots eoka republika-srpska serbian-krajina hvo '
        || 'raduyev-group barayev-group chechen-kidnappers forest-brothers herzeg-bosnia western-bosnia army-of-republika-srpska kosovo-liberation-army united-tajik-opposition sadirov-group unprofor'),
    ('africa', 'DZ AO BJ BW BF BI CM CV CF TD KM CG CD CI DJ GQ ER SZ ET GA GM GH GN GW KE LS LR MG MW ML MR MU MA MZ NA NE NG RW ST SN '
        || 'SC SL SO ZA SS SD TZ TG TN UG ZM ZW EH unita mpla fnla swapo renamo frelimo rhodesia biafra katanga boko-haram ansaru iswap '
        || 'jnim aqim mujao mnla cma-azawad hcua ansar-dine m23 afc-m23 adf rsf spla splm-n splm-io jem sudan-liberation-movement '
        || 'tplf olf onlf fano eplf eritrean-liberation-front western-somali-liberation-front al-shabaab puntland somaliland '
        || 'polisario-front mfdc somali-pirates west-side-boys ruf cndp rcd-goma simba-rebels paigc gpra fln ciskei national-resistance-army'),
    ('latin america', 'AR BO BR CL CO CR CU DO EC SV GT HT HN JM MX NI PA PY PE PR TT UY VE farc farc-emc eln epl m-19 auc fmln fsln '
        || 'contras urng far-guatemala shining-path mrta tupamaros montoneros erp-argentina aln-brazil vpr-brazil mr-8 ezln frap-mexico '
        || 'faln-venezuela 26-july-movement brigade-2506 mpd-dominican segunda-marquetalia clan-del-golfo'),
    ('asia', 'IN PK BD AF CN TW HK JP KP KR MM TH MY SG ID PH TL LK NP MN BT MV AU NZ PG FJ taliban afghan-mujahideen haqqani-network ttp jklf ltte cpi-maoist '
        || 'cpn-maoist ulfa arakan-army karen-national-union tnla kokang-mndaa npa ndfp abu-sayyaf milf mnlf japanese-red-army '
        || 'harkat-ul-mujahideen hizbul-mujahideen baloch-liberation-army northern-alliance islamic-state-khorasan republic-of-china '
        || 'chinese-communists portuguese-india british-india free-aceh-movement free-papua-movement malayan-communist-party')
), took_part (n, party) AS (
    SELECT n, party FROM sides
    UNION SELECT n, country FROM locations WHERE country NOT NULL AND n NOT IN (
        SELECT n FROM sides, regions WHERE instr(' ' || ids || ' ', ' ' || party || ' '))
), known AS (
    SELECT n, ' ' || group_concat(party, ' ') || ' ' AS ids,
        (SELECT group_concat(region) FROM regions WHERE EXISTS (
            SELECT 1 FROM took_part AS t WHERE t.n = took_part.n AND instr(' ' || ids || ' ', ' ' || t.party || ' '))) AS regions
    FROM took_part GROUP BY n
), sorted AS (
    SELECT exchanges.*, CASE
        WHEN date_earliest < '1948' THEN '13 Before 1948: world wars, Spain, the Russian civil war, cartels'
        WHEN ids LIKE '% US %' AND (ids LIKE '% RU %' OR ids LIKE '% SU %') THEN '01 United States – Russia and the Soviet Union'
        WHEN ids LIKE '% UA %' AND ids LIKE '% RU %' AND date_earliest >= '2022-02-24' THEN '03 Russia – Ukraine since 2022'
        WHEN ids LIKE '% IL %' OR regions LIKE '%palestinian%' THEN '05 Israel, its neighbours and armed groups'
        WHEN ids LIKE '% IR %' THEN '06 Iran'
        WHEN regions LIKE '%bloc%' AND date_earliest < '1992' THEN '02 The Cold War, the rest'
        WHEN regions LIKE '%north%' AND date_earliest >= '1992' THEN '04 Donbas, Crimea, Belarus, Poland, the Baltic and Nordic states'
        WHEN regions LIKE '%indochina%' THEN '12 South and East Asia, and the Pacific'
        WHEN ids LIKE '% US %' OR ids LIKE '% CA %' THEN '07 United States with others, and Canada'
        WHEN regions LIKE '%near east%' THEN '08 Yemen, Syria, Iraq, Lebanon, Libya, Turkey'
        WHEN regions LIKE '%caucasus%' THEN '09 Caucasus, Balkans, Cyprus, Central Asia'
        WHEN regions LIKE '%africa%' THEN '10 Africa'
        WHEN regions LIKE '%latin%' THEN '11 Latin America'
        WHEN regions LIKE '%asia%' THEN '12 South and East Asia, and the Pacific'
        ELSE '14 Western Europe, Russia with single states of the West' END AS family
    FROM exchanges LEFT JOIN known USING (n) WHERE status NOT NULL AND withdrawn IS NULL
)
SELECT substr(family, 4) AS family, count(*) AS recorded_here, sum(counted) AS carried_out, min(substr(date_earliest, 1, 4)) AS first,
    max(substr(date_earliest, 1, 4)) AS last, sum(place NOT NULL OR city NOT NULL) AS with_a_place, sum(disputed > 0) AS with_a_dispute,
    sum(publishers > 1) AS two_publishers
FROM sorted GROUP BY sorted.family ORDER BY sorted.family
