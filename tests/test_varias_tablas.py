"""Un reporte de varias tablas propias: cada una dice cuál muestra, y no se mezclan."""

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

import openpyxl
import pytest
from ayudas.cuerpos import cuerpo, filas_de
from ayudas.en_tablas import texto_de_tablas

import paac_reportes as paac
from paac_reportes import anfitrion

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")
FORMATO = paac.formato_de_columnas(
    "Contratación",
    {
        "contratos": {
            "titulo": "Contratos firmados",
            "columnas": [
                {"dato": "numero", "rotulo": "Número"},
                {"dato": "valor", "rotulo": "Valor", "total": "suma"},
            ],
            "total": "Total",
        },
        "pagos": {
            "columnas": [
                {"dato": "contrato", "rotulo": "Contrato"},
                {"dato": "valor", "rotulo": "Pagado", "total": "suma"},
            ],
            "subtotales": ["contrato"],
            "total": "Total pagado",
        },
    },
)
CONTRATOS = [{"numero": "001", "valor": 12000}, {"numero": "002", "valor": 500}]
PAGOS = [
    {"contrato": "001", "valor": 10.5},
    {"contrato": "002", "valor": 3},
    {"contrato": "001", "valor": 4},
]
DADAS = {"contratos": CONTRATOS, "pagos": PAGOS}


def reporte(filas: Any = None, formato: paac.Formato = FORMATO, **opciones: Any) -> paac.Reporte:
    return paac.reporte(ENTIDAD, formato, filas=DADAS if filas is None else filas, **opciones)


def impreso(suyo: paac.Reporte) -> list[str]:
    return texto_de_tablas(suyo).splitlines()


def fallas_de(filas: Any, formato: paac.Formato = FORMATO) -> list[tuple[str, str, str]]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(ENTIDAD, formato, filas=filas)
    return [(falla.codigo, falla.ruta, falla.mensaje) for falla in error.value.fallas]


# ---------------------------------------------------------------------- lo que sale


def test_cada_tabla_lleva_sus_filas_sus_subtotales_y_su_total() -> None:
    assert impreso(reporte()) == [
        "Contratación",
        "Contratos firmados",
        "Número;Valor",
        "001;12.000",
        "002;500",
        "Total;12.500",
        "Pagos",
        "Contrato;Pagado",
        "001;10,5",
        "001;4,0",
        "Subtotal 001;14,5",
        "002;3,0",
        "Subtotal 002;3,0",
        "Total pagado;17,5",
    ]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_orden_en_que_se_dan_no_cambia_un_byte(tipo: str) -> None:
    al_reves = dict(reversed(DADAS.items()))

    assert reporte(al_reves).emitir(tipo).contenido == reporte().emitir(tipo).contenido


def test_en_un_libro_va_cada_una_en_su_hoja() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(reporte().emitir("xlsx").contenido))

    assert libro.sheetnames == ["Contratos firmados", "Pagos"]


def test_un_archivo_de_una_tabla_no_guarda_varias_y_lo_dice() -> None:
    suyo = reporte()

    assert "csv" not in suyo.tipos
    with pytest.raises(paac.ErrorDeEntrada, match=r"trae 2 \(contratos, pagos\); use \.xlsx"):
        suyo.emitir("csv")


def test_si_solo_hay_una_con_nombre_su_csv_es_ella() -> None:
    formato = paac.formato_de_columnas("T", {"contratos": {"columnas": {"numero": "N"}}})
    suyo = reporte({"contratos": [{"numero": "001"}]}, formato)

    assert suyo.emitir("csv").contenido.decode("utf-8-sig") == "numero\r\n001\r\n"
    assert "csv" in suyo.tipos


@pytest.mark.parametrize("con_nombre", [False, True])
def test_los_datos_de_una_tabla_sin_filas_llevan_los_rotulos_que_llevarian_con_ellas(
    con_nombre: bool,  # noqa: FBT001
) -> None:
    columnas: Any = [
        {"dato": "numero", "rotulo": "N.º"},
        {"texto": "{{ fila.clase }} {{ fila.numero }}", "rotulo": "Cuál"},
    ]
    dadas: Any = {"contratos": {"columnas": columnas}} if con_nombre else columnas
    formato = paac.formato_de_columnas("T", dadas)
    fila = {"numero": "001", "clase": "Obra"}

    def rotulos(filas: list[dict[str, str]]) -> list[str]:
        suyo = reporte({"contratos": filas} if con_nombre else filas, formato)
        contenido = suyo.emitir("csv").contenido
        return contenido.decode("utf-8-sig").splitlines()[0].split(";")

    assert rotulos([]) == rotulos([fila]) == ["numero", "clase"]


def test_una_tabla_sin_filas_sale_con_sus_rotulos_y_no_quita_nada_a_las_demas() -> None:
    suyo = reporte({"contratos": CONTRATOS, "pagos": []})

    assert impreso(suyo)[-3:] == ["Pagos", "Contrato;Pagado", ";"]
    assert "001;12.000" in impreso(suyo)
    libro = openpyxl.load_workbook(io.BytesIO(suyo.emitir("xlsx").contenido))
    assert libro.sheetnames == ["Contratos firmados", "Pagos"]


def test_el_mismo_dato_en_dos_tablas_es_de_la_clase_que_tenga_en_cada_una() -> None:
    dias = [{"contrato": "001", "valor": 1}]
    textos = [{"numero": "001", "valor": "sin valor"}]
    formato = paac.formato_de_columnas(
        "T",
        {
            "contratos": {"columnas": {"numero": "N", "valor": "Valor"}},
            "pagos": {"columnas": {"contrato": "C", "valor": "Pagado"}},
        },
    )
    libro = openpyxl.load_workbook(
        io.BytesIO(reporte({"contratos": textos, "pagos": dias}, formato).emitir("xlsx").contenido)
    )

    valores = [[fila[1] for fila in hoja.values] for hoja in libro]
    assert [de_la_hoja[-1] for de_la_hoja in valores] == ["sin valor", 1]


def test_el_pdf_no_lleva_adentro_el_csv_de_dos() -> None:
    with pytest.raises(
        paac.ErrorDeEntrada, match=r"el \.csv guarda una tabla, y el reporte trae 2"
    ):
        reporte(con_datos=True).emitir("pdf")


def test_una_misma_tabla_puede_salir_dos_veces_con_otras_columnas() -> None:
    formato = paac.formato_desde_datos(
        {
            **BASE,
            "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": [n]} for n in ("una", "otra")],
            "tablas": {"una": tabla("contratos", "numero"), "otra": tabla("contratos", "valor")},
        }
    )

    assert impreso(reporte({"contratos": CONTRATOS}, formato)) == [
        "numero",
        "001",
        "002",
        "valor",
        "12000",
        "500",
    ]


def test_dos_tablas_de_un_mismo_bloque_son_cada_una_de_la_suya() -> None:
    formato = paac.formato_desde_datos(
        {
            **BASE,
            "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": ["una", "otra"]}],
            "tablas": {"una": tabla("contratos", "numero"), "otra": tabla("pagos", "contrato")},
        }
    )

    assert impreso(reporte(formato=formato)) == [
        "numero",
        "001",
        "002",
        "contrato",
        "001",
        "002",
        "001",
    ]
    assert impreso(reporte({"contratos": [], "pagos": PAGOS}, formato))[:3] == [
        "numero",
        "",
        "contrato",
    ]


BASE: dict[str, Any] = {
    "codigo": "VT-1",
    "nombre": "Varias tablas",
    "version": "1",
    "propiedades": {"titulo": "Varias"},
}


def tabla(de: str | None, *datos: str) -> dict[str, Any]:
    columnas = [{"dato": f"fila.{d}", "rotulo": d, "ancho": 100 / len(datos)} for d in datos]
    suya: dict[str, Any] = {"secciones": [{"recorre": "filas"}], "columnas": columnas}
    return suya if de is None else suya | {"de": de}


# ---------------------------------------------------------------------- de donde salen


def de_pandas(filas: list[dict[str, Any]]) -> Any:
    pandas = pytest.importorskip("pandas")
    return pandas.DataFrame(filas)


def de_polars(filas: list[dict[str, Any]]) -> Any:
    return pytest.importorskip("polars").DataFrame(filas)


def de_csv(filas: list[dict[str, Any]]) -> Any:
    texto = io.StringIO()
    escritor = csv.DictWriter(texto, list(filas[0]))
    escritor.writeheader()
    escritor.writerows(filas)
    texto.seek(0)
    return csv.DictReader(texto)


@pytest.mark.parametrize(
    "hacer",
    [
        pytest.param(de_pandas, marks=pytest.mark.integracion),
        pytest.param(de_polars, marks=pytest.mark.integracion),
        pytest.param(lambda filas: de_polars(filas).lazy(), marks=pytest.mark.integracion),
        iter,
        tuple,
    ],
)
def test_cada_tabla_puede_venir_de_otra_parte(
    hacer: Callable[[list[dict[str, Any]]], Iterable[Any]],
) -> None:
    suyo = reporte({"contratos": hacer(CONTRATOS), "pagos": PAGOS})

    assert impreso(suyo) == impreso(reporte())


def test_la_de_un_csv_trae_textos_y_sus_totales_se_suman() -> None:
    suyo = reporte({"contratos": de_csv(CONTRATOS), "pagos": de_csv(PAGOS)})

    assert impreso(suyo) == impreso(reporte())


# ---------------------------------------------------------------------- lo que no va


def test_la_que_ningun_bloque_muestra_se_avisa() -> None:
    (aviso,) = reporte({**DADAS, "multas": [{"a": 1}]}).avisos

    assert (aviso.codigo, aviso.ruta) == ("dato_sobrante", "filas")
    assert aviso.mensaje == "el formato tabla no muestra la tabla 'multas'"


def test_la_que_se_declara_y_ningun_bloque_escribe_tambien() -> None:
    formato = paac.formato_desde_datos(
        {
            **BASE,
            "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": ["una"]}],
            "tablas": {"una": tabla("contratos", "numero"), "otra": tabla("pagos", "contrato")},
        }
    )
    avisos = reporte(formato=formato).avisos

    assert "el formato VT-1 no muestra la tabla 'pagos'" in [aviso.mensaje for aviso in avisos]


def test_los_datos_que_sobran_se_dicen_de_su_tabla() -> None:
    de_mas = [{**PAGOS[0], "banco": "X"}]
    (aviso,) = reporte({"contratos": CONTRATOS, "pagos": de_mas}).avisos

    assert (aviso.codigo, aviso.ruta) == ("dato_sobrante", "pagos")
    assert (aviso.posicion.hoja, aviso.posicion.clave) == ("pagos", None)
    assert aviso.mensaje == "el formato tabla no muestra banco (1)"


def test_la_que_no_llego_se_dice_con_la_mas_parecida() -> None:
    assert fallas_de({"contratos": CONTRATOS, "pago": PAGOS}) == [
        (
            "dato_faltante",
            "filas",
            "no llegó la tabla 'pagos', que el formato tabla muestra en tablas.pagos; la más"
            " parecida de las que llegaron es 'pago'",
        )
    ]


def test_la_que_no_se_parece_a_ninguna_no_se_compara_con_las_que_ya_se_muestran() -> None:
    ((_, _, mensaje),) = fallas_de({"contratos": CONTRATOS})

    assert mensaje == "no llegó la tabla 'pagos', que el formato tabla muestra en tablas.pagos"


def test_las_fallas_de_todas_salen_juntas_y_cada_una_dice_su_tabla() -> None:
    fallas = fallas_de(
        {
            "contratos": [{"numero": "001", "valor": 1}, 3],
            "pagos": [{"contrato": "1", "valor": 1}, {"contrato": "2", "valor": "x"}],
        }
    )

    assert [(codigo, ruta) for codigo, ruta, _ in fallas] == [
        ("argumento_invalido", "contratos, fila 2"),
        ("datos_incoherentes", "pagos, columna 'valor'"),
    ]
    assert "el primero, x en fila 2" in fallas[1][2].replace("'", "")


def test_la_que_no_se_deja_recorrer_dice_cual_es_y_las_demas_se_miran() -> None:
    def rota() -> Any:
        yield CONTRATOS[0]
        raise ConnectionError("se cayó la base")

    fallas = fallas_de({"contratos": rota(), "pagos": [{"contrato": "1"}]})

    assert [(codigo, ruta) for codigo, ruta, _ in fallas] == [
        ("objeto_ajeno", "contratos"),
        ("dato_desconocido", "pagos"),
    ]
    assert fallas[0][2] == "no se dejaron recorrer (ConnectionError)"


def test_un_dato_que_no_se_deja_leer_dice_su_tabla() -> None:
    class Fila:
        contrato = "1"

        @property
        def valor(self) -> int:
            raise ValueError("sin valor")

    fallas = fallas_de({"contratos": CONTRATOS, "pagos": [Fila()]})

    assert [(codigo, ruta) for codigo, ruta, _ in fallas] == [("objeto_ajeno", "pagos")]


def test_el_texto_que_no_entra_en_un_total_dice_su_tabla_y_su_fila() -> None:
    formato = paac.formato_de_columnas(
        "T",
        {
            "pagos": {
                "columnas": [
                    {"dato": "contrato", "rotulo": "C"},
                    {"dato": "valor", "rotulo": "V", "guarda": "numero", "total": "suma"},
                ],
                "total": "Total",
            }
        },
    )
    filas = [{"contrato": "1", "valor": 3}, {"contrato": "2", "valor": "por definir"}]
    avisos = [a for a in reporte({"pagos": filas}, formato).avisos if a.codigo == "fuera_del_total"]

    assert avisos[0].ruta == "pagos, fila 2, columna 'valor'"
    assert (avisos[0].posicion.hoja, avisos[0].posicion.fila) == ("pagos", 2)


@pytest.mark.parametrize("filas", [CONTRATOS, iter(CONTRATOS), [CONTRATOS, PAGOS], 3, "a"])
def test_una_tabla_sola_a_un_formato_de_varias(filas: Any) -> None:
    ((codigo, ruta, mensaje),) = fallas_de(filas)

    assert (codigo, ruta) == ("argumento_invalido", "filas")
    assert "se esperaba filas={nombre: tabla}" in mensaje
    assert "(contratos, pagos)" in mensaje


def test_varias_tablas_a_un_formato_de_una() -> None:
    formato = paac.formato_de_columnas("Una", {"numero": "N"})
    ((codigo, ruta, mensaje),) = fallas_de(DADAS, formato)

    assert (codigo, ruta) == ("argumento_invalido", "filas")
    assert mensaje == (
        "llegaron tablas con nombre (contratos, pagos), y el formato tabla muestra una sola, sin"
        " él: dé sólo la suya; o ponga en cada tabla del formato cuál muestra, con de = 'contratos'"
    )


def test_ninguna_tabla_a_un_formato_de_varias() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"recorre filas \(contratos, pagos\)"):
        paac.reporte(ENTIDAD, FORMATO)


def test_las_de_un_plan_no_llegan_con_nombre() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no recorre filas"):
        paac.reporte(ENTIDAD, "paac-plan", filas=DADAS)


# ---------------------------------------------------------------------- el formato


def fallas_del_formato(tablas: dict[str, Any]) -> list[tuple[str, str]]:
    cuerpo = [{"tipo": "tabla", "cada": "plan", "tablas": [nombre]} for nombre in tablas]
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_desde_datos({**BASE, "cuerpo": cuerpo, "tablas": tablas})
    return [(falla.codigo, falla.ruta) for falla in error.value.fallas]


def test_o_lo_dicen_todas_o_ninguna() -> None:
    assert fallas_del_formato({"una": tabla("contratos", "a"), "otra": tabla(None, "b")}) == [
        ("dato_faltante", "tablas.otra.de")
    ]


def test_solo_una_tabla_de_filas_dice_de_cual_es() -> None:
    de_un_plan = {
        "de": "contratos",
        "secciones": [{"recorre": "dependencias"}],
        "columnas": [{"dato": "dependencia.nombre", "rotulo": "D", "ancho": 100}],
    }

    assert fallas_del_formato({"una": de_un_plan}) == [("formato_incoherente", "tablas.una.de")]


def test_el_nombre_de_una_tabla_es_una_clave() -> None:
    assert fallas_del_formato({"una": tabla("Mis contratos", "a")}) == [
        ("dato_invalido", "tablas.una.de")
    ]


def test_formato_de_columnas_dice_todo_lo_que_sus_tablas_traen_mal() -> None:
    malas: Any = {"a": {"columnas": {"a": "A"}, "totl": "x"}, "b": {"titulo": "B"}, "c": 3}
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_de_columnas("T", malas, total="Total", recorre="actividades")

    assert [(falla.codigo, falla.ruta) for falla in error.value.fallas] == [
        ("formato_incoherente", "total"),
        ("formato_incoherente", "recorre"),
        ("dato_desconocido", "columnas.a.totl"),
        ("dato_faltante", "columnas.b.columnas"),
        ("argumento_invalido", "columnas.c"),
    ]


# ---------------------------------------------------------------------- alrededor


def test_un_plan_puede_llevar_ademas_unas_tablas_propias() -> None:
    formato = paac.formato_desde_datos(
        {
            **BASE,
            "cuerpo": [
                {"tipo": "tabla", "cada": "plan", "tablas": ["dependencias"]},
                {"tipo": "tabla", "cada": "plan", "tablas": ["contratos"]},
            ],
            "tablas": {
                "dependencias": {
                    "secciones": [{"recorre": "dependencias"}],
                    "columnas": [{"dato": "dependencia.nombre", "rotulo": "D", "ancho": 100}],
                },
                "contratos": tabla("contratos", "numero"),
            },
        }
    )
    plan = paac.Plan(
        entidad=ENTIDAD,
        dependencias=(
            paac.modelo.Dependencia(nombre="Hacienda", componentes=(paac.modelo.Componente(),)),
        ),
    )
    suyo = paac.reporte(plan, formato, filas={"contratos": CONTRATOS})

    assert impreso(suyo) == ["D", "Hacienda", "numero", "001", "002"]


def test_lo_que_no_se_publica_lo_dice_el_rotulo_de_su_tabla() -> None:
    formato = paac.formato_de_columnas(
        "T",
        {
            "contratos": {"columnas": [{"dato": "n", "rotulo": "Cédula", "guarda": "texto"}]},
            "pagos": {"columnas": [{"dato": "n", "rotulo": "Valor", "guarda": "texto"}]},
        },
    )
    filas = {"contratos": [{"n": "1098765432"}], "pagos": [{"n": "1098765432"}]}
    suyo = reporte(filas, formato).publico()

    assert "1098765432" not in impreso(suyo)[impreso(suyo).index("Cédula") + 1]
    assert impreso(suyo)[-1] == "1098765432"
    assert ("dato_omitido", "filas.contratos[0].n") in [(a.codigo, a.ruta) for a in suyo.avisos]
    (omitido,) = (a.posicion for a in suyo.avisos if a.codigo == "dato_omitido")
    assert (omitido.hoja, omitido.fila, omitido.clave) == ("contratos", 1, "n")


def test_lo_que_queda_por_revisar_es_de_las_dos() -> None:
    formato = paac.formato_de_columnas(
        "T",
        {n: {"columnas": [{"dato": "nota", "rotulo": "Nota"}]} for n in ("contratos", "pagos")},
    )
    filas = {"contratos": [{"nota": "ver 12345678"}], "pagos": [{"nota": "radicado 87654321"}]}
    rutas = [ruta for uno in reporte(filas, formato).publico().por_revisar for ruta in uno.rutas]

    assert rutas == ["filas.contratos[0].nota", "filas.pagos[0].nota"]


def test_el_acta_distingue_lo_que_trajo_cada_tabla() -> None:
    al_reves = {"contratos": CONTRATOS, "pagos": PAGOS[::-1]}
    huellas = {reporte(filas).emitir("html").acta.opciones["filas"] for filas in (DADAS, al_reves)}

    assert len(huellas) == 2


def test_un_anfitrion_ofrece_lo_que_sabe_escribir_y_su_etiqueta_es_de_estas_filas() -> None:
    suyo = reporte()
    tipos = [salida.tipo for salida in anfitrion.salidas(suyo)]

    assert {"csv", "json", "zip"}.isdisjoint(tipos)
    assert anfitrion.etag(suyo, "docx") == anfitrion.etag(reporte(), "docx")
    assert anfitrion.etag(suyo, "docx") != anfitrion.etag(
        reporte({"contratos": CONTRATOS, "pagos": []}), "docx"
    )


def test_en_un_cuaderno_se_ven_las_dos_con_su_titulo() -> None:
    paquete = reporte()._repr_mimebundle_()

    lineas = paquete["text/plain"].splitlines()
    titulos = [una for una in lineas if una in {"Contratos firmados", "Pagos", "Contratación"}]
    assert titulos == ["Contratos firmados", "Pagos", "Contratación"]
    assert "Total pagado  17,5" in lineas
    assert paquete["text/html"].count("<table>") == 2


def test_en_un_cuaderno_veinte_filas_y_veinte_mil_bytes_entre_todas() -> None:
    muchas = [{"numero": f"{n:03}", "valor": n, "contrato": "x" * 300} for n in range(400)]
    paquete = reporte({"contratos": muchas, "pagos": muchas})._repr_mimebundle_()

    assert sum(len(dicho.encode()) for dicho in paquete.values()) <= 20_000
    assert "Se muestran 10 de 401 filas." in paquete["text/plain"]


# ---------------------------------------------------------------------- en un Word diseñado

CONTENIDAS = {"firmados": tabla("contratos", "numero"), "pagados": tabla("pagos", "valor")}


def con_cuerpo(*renglones: Any, tablas: dict[str, Any] = CONTENIDAS) -> paac.Formato:
    base = {**BASE, "cuerpo": [], "tablas": tablas, "cuerpo_en_word": cuerpo(*renglones)}
    return paac.formato_desde_datos(base)


@pytest.mark.integracion
def test_un_cuerpo_en_word_pone_cada_tabla_con_sus_filas() -> None:
    formato = con_cuerpo("Antes", "{{ poner pagados }}", "En medio", "{{ poner firmados }}")
    hecho = reporte(formato=formato).emitir("docx").contenido

    assert filas_de(hecho, 0) == [["valor"], ["10,5"], ["3"], ["4"]]
    assert filas_de(hecho, 1) == [["numero"], ["001"], ["002"]]


def test_un_cuerpo_en_word_que_repite_filas_no_dice_de_cual_tabla() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        con_cuerpo([["Número"], ["{{ fila.numero }}"]], "{{ poner firmados }}")

    assert [(f.codigo, f.ruta) for f in error.value.fallas] == [
        ("formato_incoherente", "cuerpo_en_word")
    ]
    assert "{{ poner NOMBRE }}" in error.value.fallas[0].mensaje
