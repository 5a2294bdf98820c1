import type { Random } from './random'

/**
 * A person's name as the HR system holds it. Legal names are in Latin letters; the preferred ones are in the script that the person
 * writes. A one-word name has no first name.
 */
export interface PersonName {
  readonly legalFirst: string
  readonly legalLast: string
  readonly preferredFirst: string
  readonly preferredLast: string
  /** The two preferred names in the order of the language. */
  readonly preferred: string
}

/** Where a name comes from: how often, its given and family names, and how the two stand together. */
interface NameStock {
  readonly weight: number
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** The same names in the language's own script, at the same positions. */
  readonly ownGiven?: readonly string[]
  readonly ownFamily?: readonly string[]
  readonly order?: 'familyFirst' | 'familyFirstUnspaced'
}

/** Draws names that nobody in the company has yet; when a stock runs low, family names are joined with a hyphen. */
export function nameSource(random: Random): () => PersonName {
  const used = new Set<string>()
  const wheel = STOCKS.flatMap(stock => Array.from({ length: stock.weight }, () => stock))
  return () => {
    for (let attempt = 0; ; attempt++) {
      const name = drawName(random, random.pick(wheel), attempt > 8 || random.chance(0.03))
      const key = `${name.legalFirst} ${name.legalLast}`
      if (used.has(key) || used.has(name.preferred)) continue
      used.add(key)
      used.add(name.preferred)
      return name
    }
  }
}

/** A name in Latin letters with the same legal and preferred form. */
export function latinName(first: string, last: string): PersonName {
  return { legalFirst: first, legalLast: last, preferredFirst: first, preferredLast: last, preferred: first === '' ? last : `${first} ${last}` }
}

function drawName(random: Random, stock: NameStock, doubled: boolean): PersonName {
  const given = random.below(stock.given.length)
  const family = random.below(stock.family.length)
  const legalFirst = stock.given[given]!
  const legalLast = stock.family[family]!
  if (legalFirst === legalLast) return drawName(random, stock, doubled)
  const ownFirst = stock.ownGiven?.[given]
  const ownLast = stock.ownFamily?.[family]
  if (ownFirst === undefined || ownLast === undefined || doubled) {
    const other = random.pick(stock.family)
    return latinName(legalFirst, doubled && other !== legalLast ? `${legalLast}-${other}` : legalLast)
  }
  const preferred = stock.order === 'familyFirstUnspaced' ? `${ownLast}${ownFirst}` : stock.order === 'familyFirst' ? `${ownLast} ${ownFirst}` : `${ownFirst} ${ownLast}`
  return { legalFirst, legalLast, preferredFirst: ownFirst, preferredLast: ownLast, preferred }
}

const words = (text: string): readonly string[] => text.split(' ')

const STOCKS: readonly NameStock[] = [
  { // Swedish and Norwegian
    weight: 22,
    given: words('Agnes Albin Alva Anders Anna Arvid Astrid Axel Birgitta Björn Britta Cecilia Ebba Edvin Elin Elsa Emil Erik Ester Eva Filip Frida Gunnar Göran Gösta Hanna Hedda Helge Hugo Håkan Ida Inga Ingrid Ivar Jenny Johan Jonas Karin Kerstin Klara Kristina Lars Lena Linnea Lovisa Maja Malin Mårten Märta Nils Nora Olof Oskar Per Pernilla Petra Ragnhild Rikard Runar Rut Sara Sigrid Signe Sigurd Siv Sofia Stellan Stig Svea Sven Sören Tilda Tor Tova Tuva Ulla Ulrika Vera Viktor Vilhelm Ylva Åke Åsa Östen'),
    family: words('Ahlgren Alm Almqvist Andersson Backlund Berg Bergström Björk Blom Blomqvist Boström Dahl Dahlgren Edlund Ek Eklöf Ekström Engström Fagerberg Falk Forsberg Fors Frisk Gran Granqvist Grönlund Gullberg Gustavsson Göransson Hagen Hagström Hallberg Haugen Hedlund Hedström Hellström Hjort Holm Holmgren Högberg Isaksson Jansson Johansen Jönsson Kjellberg Kvist Källström Lagerqvist Lie Lilja Lind Lindahl Lindgren Lindqvist Ljung Lund Lundström Löfgren Malm Mattsson Moen Norling Nyberg Nygård Nyström Näslund Olofsson Palm Rosén Rydberg Sandberg Sjöberg Sjögren Skog Solberg Strand Ström Sundqvist Svärd Söderlund Thorsen Tveit Törnqvist Vik Wallin Wennberg Wiklund Åberg Åkesson Åström Öberg Öhman'),
  },
  { // Danish
    weight: 7,
    given: words('Aksel Asger Bodil Bjørn Dorthe Ejnar Esben Freja Grethe Gry Henriette Jeppe Jørgen Karen Kasper Kirsten Knud Laust Lærke Mads Maren Mette Mikkel Niels Ole Rasmus Rikke Signe Søren Thea Tobias Trine Troels Æbbe'),
    family: words('Andreasen Bech Bjerregaard Bruun Christoffersen Damgaard Degn Enevoldsen Fløe Frandsen Gade Hedegaard Henriksen Hjorth Højgaard Iversen Jepsen Kjær Kofoed Krogh Laursen Lauridsen Lyngbæk Markussen Mikkelsen Munk Møller Nygaard Overgaard Post Quist Ravn Skovgaard Sørensen Thygesen Toft Vestergaard Winther Østergaard'),
  },
  { // Finnish
    weight: 3,
    given: words('Aino Antti Eero Eeva Hannu Heikki Helmi Ilkka Jukka Kaisa Kalevi Liisa Marjatta Mika Oona Päivi Pekka Pirjo Risto Saara Tapani Väinö'),
    family: words('Aaltonen Hakala Hämäläinen Heikkilä Jokinen Järvinen Karjalainen Kettunen Kiviniemi Koskinen Laine Lehtonen Mäkelä Määttä Niemelä Peltola Rantanen Ruusu Salonen Tuominen Väisänen'),
  },
  { // Polish
    weight: 9,
    given: words('Agnieszka Bartłomiej Bożena Celina Dominik Dorota Elżbieta Ewa Grażyna Grzegorz Halina Ignacy Jadwiga Jarosław Jerzy Joanna Józef Kazimierz Kinga Krzysztof Lech Łucja Łukasz Maciej Małgorzata Mieczysław Paweł Przemysław Rafał Ryszard Sławomir Stanisława Świętosława Tadeusz Urszula Wiesława Wojciech Zbigniew Żaneta'),
    family: words('Adamczyk Baran Błaszczyk Borowiak Brzęk Chmiel Cieśla Czajka Dąbek Dudek Gajda Głowacz Górak Grześkowiak Jabłoń Jóźwiak Kaczmarek Kędziora Kłos Kołodziej Kosmala Krawiec Król Kubiak Łuczak Madej Marczak Mróz Niedźwiedź Nowak Olszak Pająk Piątek Ratajczak Sobczak Stępień Szczepaniak Ślusarz Śliwa Tkacz Urbaniak Walczak Wąsik Wójcik Wróbel Zając Żak Żurek'),
  },
  { // Irish and English
    weight: 12,
    given: words('Aisling Aoife Bríd Brendan Caoimhe Ciarán Clíona Colm Conor Deirdre Donal Dónal Éabha Eamon Éilis Fiadh Fionn Gráinne Iarla Laoise Liam Máire Muireann Niall Niamh Oisín Orla Pádraig Róisín Ruairí Saoirse Seán Sinéad Siobhán Tadhg Úna Alice Arthur Beatrice Charles Edith Florence George Harriet Isaac Jane Kate Leonard Mabel Oliver Rose Samuel Thomas Walter'),
    family: words("Barrett Brennan Byrne Cassidy Clery Connolly Cullen D'Arcy Daly Doyle Dunne Fahey Farrell Finnegan Geraghty Hale Hanlon Hayes Healy Hogan Keane Kearney Kinsella Lacey Lally Marsh McGrath Mulligan Ní-Bhriain O'Brien O'Dowd O'Hara O'Leary O'Malley O'Shea Ó-Súilleabháin Power Quigley Redmond Rooney Shaw Sheehan Tierney Walsh Whelan Ashworth Barlow Bramwell Clegg Digby Fairburn Garside Holroyd Ibbotson Jagger Kettlewell Lister Marwood Norcliffe Oldroyd Pickles Rigby Sugden Thwaite Wadsworth"),
  },
  { // German
    weight: 6,
    given: words('Anke Bärbel Björn Christa Dörte Elke Friedhelm Gerd Gesine Günther Hannelore Heike Hildegard Ilse Jörg Jürgen Käthe Klaus Lieselotte Lothar Norbert Renate Rüdiger Sönke Ulrich Uwe Volker Wiebke'),
    family: words('Albrecht Bäcker Baumgärtner Böhm Brückner Dörfler Ehlers Fröhlich Göbel Groß Grünwald Hänsel Heß Höfer Jäger Jürgens Köhler Kröger Küster Löwe Lüders Maaß Möller Müller Nürnberg Petersen Preuß Rößler Sänger Schäfer Schröder Strauß Süß Thiele Vogt Weiß Wölk Zöllner'),
  },
  { // Czech and Slovak
    weight: 4,
    given: words('Aneta Bořivoj Čestmír Dagmar Eliška František Jaromír Jiří Jiřina Kateřina Květa Lenka Ľubica Luboš Miloš Miloslav Ondřej Radka Růžena Tomáš Vojtěch Zdeněk Zdeňka Žofie'),
    family: words('Beneš Březina Čapek Čermák Dvořák Fiala Hájek Hlaváč Hruška Jelínek Ježek Kadlec Kolář Kříž Kučera Macháček Němec Novák Pešek Říha Růžička Sedláček Šimek Malá Tichý Toufar Veselý Žáček'),
  },
  { // Portuguese and Spanish
    weight: 5,
    given: words('Adriana Álvaro Ângela Antónia Belén Carlota César Conceição Duarte Estêvão Fátima Gonçalo Iñaki Inês Íris João Joaquín Júlia Lúcia Luís Mónica Núria Ramón Raúl Sónia Tiago Verónica Zulmira'),
    family: words("Abrantes Ávila Brandão Camões Conceição Cordeiro Damião Fonseca Galvão Gouveia Guimarães Ibáñez Leitão Magalhães Muñoz Núñez Ordóñez Paixão Peña Pinhão Quintão Sepúlveda Simões Tavares Valadão d'Ávila"),
  },
  { // Turkish
    weight: 4,
    given: words('Ayşe Bülent Cemile Çağla Deniz Doğan Elif Emre Esra Fatma Gökhan Gülşen Hüseyin İbrahim İpek Işıl Kadir Leyla Mehmet Nurşen Oğuz Ömer Özge Pınar Rıza Selçuk Şule Tülin Uğur Ümit Yıldız Zeynep'),
    family: words('Acar Aydın Bayraktar Bozkurt Ceylan Çelik Çınar Demirci Doğru Erdoğdu Güneş Gürsoy Işık Karaca Kılıç Korkmaz Küçük Özkaya Öztürk Polat Şahin Şimşek Taş Toprak Uçar Ünal Yıldırım Yılmazer'),
  },
  { // Vietnamese
    weight: 4,
    given: words('Ánh Bảo Bình Châu Diệp Dung Đạt Đức Giang Hà Hạnh Hằng Hiếu Hồng Hương Khánh Khoa Lan Linh Long Mai Minh Nga Ngọc Nhung Phúc Phương Quân Quyên Sơn Thảo Thắng Thúy Tiến Trang Tuấn Tuyết Uyên Vân Yến'),
    family: words('Bùi Cao Châu Đặng Đinh Đoàn Đỗ Dương Hà Hồ Hoàng Huỳnh Lâm Lê Lương Lý Mạc Mai Ngô Nguyễn Phạm Phan Phùng Quách Tạ Thái Tô Trần Triệu Trịnh Trương Võ Vũ'),
  },
  { // Ukrainian and Bulgarian
    weight: 5,
    given: words('Oksana Bohdan Halyna Mykhailo Iryna Taras Natalia Yurii Olena Serhii Daryna Vasyl Zoriana Andrii Liudmyla Petro Svitlana Roman Kateryna Ihor'),
    ownGiven: words('Оксана Богдан Галина Михайло Ірина Тарас Наталія Юрій Олена Сергій Дарина Василь Зоряна Андрій Людмила Петро Світлана Роман Катерина Ігор'),
    family: words('Bondar Kovalchuk Melnyk Shevchuk Tkachenko Kravets Lysenko Moroz Savchuk Hrytsenko Pavliuk Zaiets Koval Sydorenko Marchuk Oliinyk Rudenko Vdovenko Yaremko Chumak'),
    ownFamily: words('Бондар Ковальчук Мельник Шевчук Ткаченко Кравець Лисенко Мороз Савчук Гриценко Павлюк Заєць Коваль Сидоренко Марчук Олійник Руденко Вдовенко Яремко Чумак'),
  },
  { // Greek
    weight: 4,
    given: words('Eleni Nikos Sofia Yannis Katerina Dimitris Anna Giorgos Vasiliki Stavros Ioanna Petros Despina Thanos Chrysa Manolis'),
    ownGiven: words('Ελένη Νίκος Σοφία Γιάννης Κατερίνα Δημήτρης Άννα Γιώργος Βασιλική Σταύρος Ιωάννα Πέτρος Δέσποινα Θάνος Χρύσα Μανώλης'),
    family: words('Alexiou Vlachos Galanis Dimou Economou Zervas Iliadis Karras Lazaridis Makris Nikolaou Xenakis Pappas Raptis Samaras Tsakalos Floros Christou Psaras Andreou'),
    ownFamily: words('Αλεξίου Βλάχος Γαλάνης Δήμου Οικονόμου Ζέρβας Ηλιάδης Καρράς Λαζαρίδης Μακρής Νικολάου Ξενάκης Παππάς Ράπτης Σαμαράς Τσάκαλος Φλώρος Χρήστου Ψαράς Ανδρέου'),
  },
  { // Arabic
    weight: 4,
    given: words('Layla Karim Nadia Samir Huda Yusuf Mariam Tariq Salma Hassan Rana Omar Zainab Khalid Amal Faris'),
    ownGiven: words('ليلى كريم نادية سمير هدى يوسف مريم طارق سلمى حسن رنا عمر زينب خالد أمل فارس'),
    family: words('Haddad Najjar Khoury Mansour Darwish Sabbagh Attar Qasim Rahman Jaber Saleh Nasser Barakat Hamdan Zaydan Shami'),
    ownFamily: words('حداد نجار خوري منصور درويش صباغ عطار قاسم رحمن جابر صالح ناصر بركات حمدان زيدان شامي'),
  },
  { // Chinese
    weight: 3,
    given: words('Xiuying Jianguo Meilin Zhiwei Yuhan Haoran Lihua Guangming Xiaoyan Zhenhai Ruoxi Wenbo Yating Junjie'),
    ownGiven: words('秀英 建国 美琳 志伟 雨涵 浩然 丽华 光明 晓燕 振海 若曦 文博 雅婷 俊杰'),
    family: words('Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Ma Zhu Lin He'),
    ownFamily: words('王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 林 何'),
    order: 'familyFirstUnspaced',
  },
  { // Japanese
    weight: 3,
    given: words('Misaki Haruto Yui Ren Aoi Sota Hina Yuki Sakura Takeshi Emi Kenji Naoko Hiroshi'),
    ownGiven: words('美咲 陽翔 結衣 蓮 葵 颯太 陽菜 雪 さくら 武 恵美 健二 直子 浩'),
    family: words('Sato Aoki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Mori'),
    ownFamily: words('佐藤 青木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田 佐々木 森'),
    order: 'familyFirst',
  },
]
